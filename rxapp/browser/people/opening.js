/* Noticing that somebody opens a thing that is logged, once for as long as they stay with it. */
import { useEffect } from "react";
import { person } from "./person.js";

let opened = null;

/** Call `onOpen` when the person comes to this thing; not again on another page of it, nor after the screen was locked.

    A page of a thing has the thing's id in its address. */
export function Opening({ thing, onOpen }) {
  useEffect(() => {
    const now = `${person.get()?.id}:${thing}`;
    // After what it opens with was read: writing makes reading wait for the disk.
    if (opened !== now) requestAnimationFrame(() => setTimeout(onOpen));
    opened = now;
    return () => {
      // The address is the next page's by then.
      setTimeout(() => !location.pathname.includes(thing) && opened === now && (opened = null));
    };
  }, [thing]);
  return null;
}
