/* Photos made small enough to be a text in a row, and showing them or a symbol in their place. */
import { createElement, useRef } from "react";
import { showProblem } from "../core/problem.js";
import { translate } from "../words/language.js";

const SIDES = [360, 260, 180];
const QUALITIES = [0.8, 0.6, 0.4];
const MOST_LETTERS = 39000;

/** A button that opens the camera or the files; gives a JPEG as a `data:` address of at most 39 000 letters. */
export function PhotoButton({ label, onPhoto }) {
  const input = useRef(null);
  const take = async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) return;
    await small(file).then(onPhoto, (error) => showProblem(error, translate("Deze foto kon niet gelezen worden.")));
  };
  const chooser = { ref: input, type: "file", accept: "image/*", capture: "environment", hidden: true, onChange: take };
  const shown = { type: "button", className: "button button-secondary", onClick: () => input.current.click() };
  const icon = createElement("svg", { className: "icon icon-m", "aria-hidden": true }, createElement("use", { href: "/icons.svg#camera" }));
  return createElement("span", null, createElement("input", chooser), createElement("button", shown, icon, createElement("span", null, label)));
}

async function small(file) {
  const image = await createImageBitmap(file);
  for (const side of SIDES) {
    for (const quality of QUALITIES) {
      const text = drawn(image, side).toDataURL("image/jpeg", quality);
      if (text.length <= MOST_LETTERS) return text;
    }
  }
  throw new Error("The photo stays too large.");
}

// Drawing it anew also leaves out where and when it was taken.
function drawn(image, side) {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Show a photo, or the symbol of this name; it says nothing that is not beside it. */
export function ShownPicture({ picture, size }) {
  if (!picture) return null;
  if (picture.startsWith("data:image/")) {
    return createElement("img", { src: picture, alt: "", className: `photo photo-${size}` });
  }
  const drawing = createElement("svg", { className: "symbol-drawing", "aria-hidden": true }, createElement("use", { href: `/symbols.svg#${picture}` }));
  return createElement("span", { className: `symbol symbol-${size}`, "data-symbol": picture, "aria-hidden": true }, drawing);
}
