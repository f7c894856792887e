/* The server's time on this device: an offset to the device's own clock, and stamps made from it. */

const TICKS = 256;
const NOTICEABLE = 250;

/** Give the new offset (ms) after a call that the server answered at its `serverTime`, or the old one when close. */
export function offsetAfter(offset, sentAt, receivedAt, serverTime) {
  const half = (receivedAt - sentAt) / 2;
  const measured = Math.round(serverTime + half - receivedAt);
  return Math.abs(measured - offset) > Math.max(NOTICEABLE, half) ? measured : offset;
}

/** Give the ticks of this moment by the server's clock. */
export function ticksNow(offset) {
  return Math.floor((Date.now() + offset) * TICKS);
}

/** Give the ticks that a stamp begins with. */
export function ticksOf(stamp) {
  return Number(stamp.slice(0, 16));
}

/** Give a stamp: 16 digits of ticks and the replica, so that stamps sort as text. */
export function stampOf(ticks, replica) {
  return `${String(ticks).padStart(16, "0")}-${replica}`;
}

/** Give the moment of a stamp as an ISO text. */
export function momentOf(stamp) {
  return new Date(ticksOf(stamp) / TICKS).toISOString();
}
