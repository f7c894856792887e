/* An ordinary box of a form for free words, guarded like `guarded.js`, but without a draft. */
import { Fragment, createElement, useEffect, useRef, useState } from "react";
import { useGuard } from "../words/guard_words.js";

/** Show an input, or with `lines` a textarea; without `asksHealth` it only stops a citizen service number. */
export function GuardedInput({ lines, asksHealth = true, ...rest }) {
  const box = useRef(null);
  const [typed, setTyped] = useState(rest.defaultValue ?? "");
  const { told, said } = useGuard(box, String(rest.value ?? typed), { asksHealth, ...rest });
  useEffect(() => forgetAtReset(box.current.form, setTyped), []);
  const onInput = (event) => setTyped(event.target.value);
  const shape = lines ? { rows: lines } : { type: "text" };
  return createElement(
    Fragment,
    null,
    createElement(lines ? "textarea" : "input", { ...shape, ...rest, ...told, ref: box, onInput }),
    said,
  );
}

function forgetAtReset(form, setTyped) {
  const forget = () => setTyped("");
  form?.addEventListener("reset", forget);
  return () => form?.removeEventListener("reset", forget);
}
