/* PINs and secret pictures: storing and checking them on this device, without a network. */

/** Say whether a PIN belongs to `pbkdf2-sha256$rounds$salt$hash`, salt and hash in hexadecimal. */
export async function fitsPin(pin, stored) {
  const [method, rounds, salt, hash] = (stored ?? "").split("$");
  if (method !== "pbkdf2-sha256" || !hash) return false;
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const settings = { name: "PBKDF2", hash: "SHA-256", salt: fromHex(salt), iterations: Number(rounds) };
  const bits = await crypto.subtle.deriveBits(settings, key, hash.length * 4);
  return hexOf(bits) === hash.toLowerCase();
}

const ROUNDS = 100000;

/** Give what is stored of a PIN or a picture's name. */
export async function verifierOf(pin) {
  const salt = hexOf(crypto.getRandomValues(new Uint8Array(16)));
  const settings = { name: "PBKDF2", hash: "SHA-256", salt: fromHex(salt), iterations: ROUNDS };
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  return `pbkdf2-sha256$${ROUNDS}$${salt}$${hexOf(await crypto.subtle.deriveBits(settings, key, 256))}`;
}

function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** Bytes as hexadecimal digits. */
export function hexOf(bits) {
  return Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
