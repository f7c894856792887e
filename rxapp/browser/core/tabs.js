/* One word from one tab to the others of this app. */

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("leerplein");

/** Tell the other tabs "replaced" (another database file counts now) or "wiped". */
export function announce(word) {
  channel?.postMessage(word);
}

/** Call `listener` with each word of another tab. */
export function hear(listener) {
  channel?.addEventListener("message", (event) => listener(event.data));
}
