/* A value that code can read, replace and be told about, inside React and outside. */
import { useSyncExternalStore } from "react";

/** Make one; `set` tells every listener, unless the value is the same. */
export function observable(initial) {
  let value = initial;
  const listeners = new Set();
  return {
    initial,
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      listeners.forEach((listener) => listener(value));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Give the value and render again when it changes; prerendered pages show the first value. */
export function useObservable(watched) {
  return useSyncExternalStore(watched.subscribe, watched.get, () => watched.initial);
}
