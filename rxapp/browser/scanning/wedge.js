/* A hand scanner that types: keys that come faster than fingers can, ended by Enter, wherever the focus is.

   What it typed into a field is taken out of it again, and its Enter presses nothing. */

const PAUSE = 300;
const FASTEST_FINGERS = 60;
const SHORTEST_CODE = 4;

/** Call `found` with each code that a hand scanner types on this page; gives the way to stop. */
export function listenToScanner(found) {
  let typed = "";
  let begun = 0;
  let last = -Infinity;
  function hear(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.timeStamp - last > PAUSE) typed = "";
    if (event.key.length === 1) {
      if (!typed) begun = event.timeStamp;
      typed += event.key;
      last = event.timeStamp;
    } else if (event.key === "Enter") {
      const average = (event.timeStamp - begun) / typed.length;
      if (typed.length >= SHORTEST_CODE && average < FASTEST_FINGERS) take(event, typed, found);
      typed = "";
    }
  }
  addEventListener("keydown", hear, { capture: true });
  return () => removeEventListener("keydown", hear, { capture: true });
}

/** Keep the Enter that ends a scan from handing in a form which has more to fill in. */
export function keepEnter(key, _modifiers, event) {
  if (key === "Enter") event.preventDefault();
}

function take(event, code, found) {
  event.preventDefault();
  event.stopPropagation();
  const { target } = event;
  const text = target.value;
  if (typeof text === "string" && text.endsWith(code)) setValue(target, text.slice(0, -code.length));
  found(code);
}

// React keeps its own idea of an input's value; only the browser's own setter with an event reaches it.
function setValue(input, value) {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value").set.call(input, value);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
