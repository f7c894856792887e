/* How long nobody touched this device. */

const SIGNS = ["pointerdown", "keydown", "wheel"];
const LOOK_EVERY = 5000;
let last = 0;

/** Say that somebody is busy here; for what no event tells, such as a scan by camera. */
export function noteActivity() {
  last = Date.now();
}

/** Call `listener` when nothing happened for `length` ms, also when the device slept meanwhile; gives the way to stop. */
export function whenIdle(length, listener) {
  return watchIdle(LOOK_EVERY, (idle) => idle >= length && listener());
}

/** Tell `listener` again and again for how many ms nothing happened, `every` ms; gives the way to stop. */
export function watchIdle(every, listener) {
  noteActivity();
  const look = () => listener(Date.now() - last);
  const timer = setInterval(look, every);
  document.addEventListener("visibilitychange", look);
  SIGNS.forEach((sign) => addEventListener(sign, noteActivity, { capture: true, passive: true }));
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
    SIGNS.forEach((sign) => removeEventListener(sign, noteActivity, { capture: true }));
  };
}
