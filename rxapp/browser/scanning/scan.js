/* Scanners as components: `Scanner` hears a hand scanner, `Camera` shows the camera and reads codes from it.  Both
   call `onScan` with the text of each code. */
import { createElement, useEffect, useRef, useState } from "react";
import { translate, useTranslate } from "../words/language.js";
import { listenToScanner } from "./wedge.js";

/** Hear a hand scanner on the whole page while this component is there; it shows nothing. */
export function Scanner({ onScan }) {
  const latest = useLatest(onScan);
  useEffect(() => listenToScanner((code) => latest.current?.(code)), [latest]);
  return null;
}

/** Show the camera while this component is there, with a lamp button where the device has a lamp.  Where there is no
    camera to show, the children are shown, or else a sentence with the cause. */
export function Camera({ onScan, children, ...rest }) {
  const video = useRef(null);
  const { error, torch } = useCamera(video, onScan);
  const translate = useTranslate();
  const shown = { ref: video, muted: true, playsInline: true, className: "camera-video", "aria-label": translate("Camera") };
  const picture = createElement("video", shown);
  const fault = error && createElement("p", { className: "camera-problem" }, children ?? sentence(error));
  const said = createElement("div", { role: "alert" }, fault);
  return createElement("div", { className: "camera", ...rest }, picture, torch && createElement(Lamp, { torch }), said);
}

function Lamp({ torch }) {
  const translate = useTranslate();
  const [on, setOn] = useState(false);
  const toggle = () => torch(!on).then(() => setOn(!on), () => {});
  const props = { type: "button", className: "button camera-lamp", "aria-pressed": on, onClick: toggle };
  const drawn = createElement("svg", { className: "icon icon-m", "aria-hidden": true }, LAMP);
  return createElement("button", props, drawn, translate("Lamp"));
}

const LAMP = createElement("use", { href: "/icons.svg#lightbulb" });
const STARTING = { error: null, torch: null };

function useCamera(video, onScan) {
  const latest = useLatest(onScan);
  const [camera, setCamera] = useState(STARTING);
  useEffect(() => {
    const element = video.current;
    const found = (code) => latest.current?.(code);
    const opened = import("./camera.js").then(({ openCamera }) => openCamera(element, found, setCamera));
    opened.catch((error) => setCamera({ error, torch: null }));
    return () => void opened.then((close) => close(), () => {});
  }, [video, latest]);
  return camera;
}

function useLatest(value) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

function sentence({ name }) {
  if (name === "NotAllowedError") {
    return translate("De camera mag niet gebruikt worden. Sta de camera toe in de instellingen van de browser.");
  }
  if (name === "NotFoundError" || name === "OverconstrainedError") {
    return translate("Er is geen camera gevonden. Typ de code of gebruik een scanner.");
  }
  if (name === "NotReadableError") return translate("De camera is al in gebruik. Sluit de andere app.");
  return translate("De camera werkt niet. Typ de code of gebruik een scanner.");
}
