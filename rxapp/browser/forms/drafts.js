/* Words that somebody types and that are not stored yet: kept on this device until they are.

   A draft belongs to a person and to what it is about, such as "intake:0123456789abcdef:what".  It survives closing
   the tablet; a number that may not be stored is not kept either. */
import { useCallback, useSyncExternalStore } from "react";
import { findBsn } from "../words/guards.js";
import { useObservable } from "../core/observable.js";
import { person } from "../people/person.js";

const drafts = new Map();
const listeners = new Set();

function keyOf(name) {
  return `draft:${person.get()?.id ?? ""}:${name}`;
}

/** Give the draft of this name, or null. */
export function draftOf(name) {
  const key = keyOf(name);
  if (!drafts.has(key)) drafts.set(key, localStorage.getItem(key));
  return drafts.get(key);
}

/** Give the draft of this name and render again when it changes; null for none. */
export function useDraft(name) {
  useObservable(person);
  const now = useCallback(() => draftOf(name), [name]);
  return useSyncExternalStore(subscribe, now, () => null);
}

function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Set the draft of this name; null takes it away. */
export function setDraft(name, text) {
  const key = keyOf(name);
  drafts.set(key, text);
  if (text === null) localStorage.removeItem(key);
  else if (!findBsn(text)) localStorage.setItem(key, text);
  listeners.forEach((listener) => listener());
}
