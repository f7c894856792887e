/* Time that runs: seconds since a moment by the server's clock, also while the server is out of reach. */
import { useSyncExternalStore } from "react";

const TICK = 250;

function subscribe(listener) {
  const timer = setInterval(listener, TICK);
  return () => clearInterval(timer);
}

/** Give the whole seconds since an ISO moment, every second anew; `offset` (ms) makes this clock the server's.

    -1 while there is no moment. */
export function useElapsed(moment, offset) {
  const seconds = () => (moment ? Math.max(0, Math.floor((Date.now() + (offset ?? 0) - Date.parse(moment)) / 1000)) : -1);
  return useSyncExternalStore(subscribe, seconds, () => -1);
}

/** Give seconds as a clock shows them: "4:05", and "0:00" when the time is over. */
export function asClock(seconds) {
  const left = Math.max(0, seconds);
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}
