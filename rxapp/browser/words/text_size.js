/* How large letters are, on devices where a person cannot zoom: as asked, until the page is left. */
import { useEffect } from "react";
import { observable, useObservable } from "../core/observable.js";

const KEY = "text-size";
const size = observable(1);

/** Give the chosen size, 1 to 3; on the own phone (`keep`) the one that was chosen before. */
export function useTextSize(keep) {
  const now = useObservable(size);
  useEffect(() => {
    if (keep) size.set(Number(localStorage.getItem(KEY)) || size.get());
  }, [keep]);
  useEffect(() => {
    document.documentElement.dataset.textSize = now;
    if (keep) localStorage.setItem(KEY, now);
  }, [now, keep]);
  useEffect(
    () => () => {
      size.set(1);
      delete document.documentElement.dataset.textSize;
    },
    [],
  );
  return now;
}

/** Show every letter in another size. */
export function chooseTextSize(value) {
  size.set(value);
}
