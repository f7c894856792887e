/* What a person typed or chose on a page: shared by the page's components, and nobody else's.

   A field belongs to a person and a page.  It stays while the screen is locked and is gone after leaving the page;
   a kept field also survives closing the browser. */
import { useCallback, useSyncExternalStore } from "react";
import { useObservable } from "../core/observable.js";
import { holder } from "../people/holder.js";
import { person } from "../people/person.js";

const values = new Map();
const users = new Map();
const listeners = new Set();

function keyOf(name) {
  return `field:${person.get()?.id ?? ""}:${globalThis.location?.pathname}:${name}`;
}

function valueOf(key, keep) {
  if (!values.has(key) && keep) {
    const saved = localStorage.getItem(key);
    if (saved !== null) values.set(key, JSON.parse(saved));
  }
  return values.get(key);
}

/** Give the value of a field of this page, at first `initial`. */
export function useField(name, initial, keep) {
  useObservable(person);
  const key = keyOf(name);
  const follow = useCallback((listener) => subscribe(key, listener), [key]);
  const value = useSyncExternalStore(follow, () => valueOf(key, keep), () => undefined);
  return value === undefined ? initial : value;
}

function subscribe(key, listener) {
  const path = location.pathname;
  listeners.add(listener);
  users.set(key, (users.get(key) ?? 0) + 1);
  return () => {
    listeners.delete(listener);
    users.set(key, users.get(key) - 1);
    // React leaves and comes back in one step when it only moves a component.
    setTimeout(() => !users.get(key) && location.pathname !== path && values.delete(key));
  };
}

/** Set a field of this page; `keep` stores it on this device. */
export function setField(name, value, keep) {
  const key = keyOf(name);
  values.set(key, value);
  if (keep) localStorage.setItem(key, JSON.stringify(value));
  tell();
}

/** Add a line to a field of this page, unless it holds that line already. */
export function addLine(name, line, keep) {
  const lines = String(valueOf(keyOf(name), keep) ?? "").split("\n").filter(Boolean);
  if (!lines.includes(line)) setField(name, [...lines, line].join("\n"), keep);
}

function tell() {
  listeners.forEach((listener) => listener());
}

// What was typed while nobody was signed in is a PIN at most; it may not show again later.
person.subscribe(forgetNobodys);
// And what a learner chose on the own page is not for the next one.
holder.subscribe(forgetNobodys);

function forgetNobodys() {
  for (const key of values.keys()) if (key.startsWith("field::")) values.delete(key);
  tell();
}
