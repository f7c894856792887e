/* A box for free words about a person, guarded and never lost.

   1. Words with a citizen service number are not stored: the box says why, and its form cannot be handed in.
   2. Words about health only get the question "Hoort dit hier?".
   3. A full box says so, with `maxLength`.
   4. What is typed is a draft until it is stored.  With `onSave` the box stores by itself: when the person goes on to
      something else, leaves the page or puts the tablet away. */
import { Fragment, createElement, useEffect, useRef } from "react";
import { draftOf, setDraft, useDraft } from "./drafts.js";
import { useGuard } from "../words/guard_words.js";
import { findBsn } from "../words/guards.js";

/** Show a textarea, or with `single` an input, for the draft of this name over the stored `words`. */
export function GuardedText({ draft, words = "", onSave, single = false, ...rest }) {
  const typed = useDraft(draft);
  const text = typed ?? words ?? "";
  const box = useRef(null);
  const { told, said } = useGuard(box, text, rest);
  const store = useStore(draft, words, onSave);
  const onChange = (event) => setDraft(draft, event.target.value);
  return createElement(
    Fragment,
    null,
    createElement(single ? "input" : "textarea", { ...rest, ...told, ref: box, value: text, onChange, onBlur: store }),
    said,
  );
}

// The draft stays until the stored words are the same, so that older words never flash by.
function useStore(draft, words, onSave) {
  const latest = useRef({});
  latest.current = { words, onSave };
  const stored = useRef(null);
  const store = () => {
    const text = draftOf(draft);
    const { words, onSave } = latest.current;
    if (!onSave || text === null || text === stored.current || findBsn(text)) return;
    if (text === (words ?? "")) return void setDraft(draft, null);
    stored.current = text;
    Promise.resolve(onSave(text)).then((worked) => !worked && (stored.current = null));
  };
  useEffect(() => {
    if (stored.current !== null && stored.current === (words ?? "")) {
      if (draftOf(draft) === stored.current) setDraft(draft, null);
      stored.current = null;
    }
  }, [draft, words]);
  useEffect(() => storeWhenLeaving(draft, store, stored), [draft]);
  return store;
}

function storeWhenLeaving(draft, store, stored) {
  const whenHidden = () => document.visibilityState === "hidden" && store();
  document.addEventListener("visibilitychange", whenHidden);
  return () => {
    document.removeEventListener("visibilitychange", whenHidden);
    store();
    if (stored.current !== null && draftOf(draft) === stored.current) setDraft(draft, null);
  };
}
