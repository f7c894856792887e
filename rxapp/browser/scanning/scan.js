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

/** Show the camera while this component is there, with a lamp button where the device has a lamp; `sorry` is said
    instead of the cause when there is no camera to show. */
export function Camera({ onScan, sorry, ...rest }) {
  const video = useRef(null);
  const [problem, setProblem] = useState("");
  const torch = useCamera(video, onScan, setProblem);
  const words = useTranslate();
  const shown = { ref: video, muted: true, playsInline: true, className: "camera-video", "aria-label": words("Camera") };
  const picture = createElement("video", shown);
  const fault = problem && createElement("p", { role: "alert", className: "camera-problem" }, sorry ?? problem);
  return createElement("div", { className: "camera", ...rest }, picture, torch && createElement(Lamp, { torch }), fault);
}

function Lamp({ torch }) {
  const words = useTranslate();
  const [on, setOn] = useState(false);
  const toggle = () => torch(!on).then(() => setOn(!on), () => {});
  const props = { type: "button", className: "button camera-lamp", "aria-pressed": on, onClick: toggle };
  return createElement("button", props, words("Lamp"));
}

function useCamera(video, onScan, setProblem) {
  const latest = useLatest(onScan);
  const [torch, setTorch] = useState(null);
  useEffect(() => {
    const element = video.current;
    const found = (code) => latest.current?.(code);
    const opened = import("./camera.js").then(({ openCamera }) => openCamera(element, found));
    opened.then(
      (camera) => setTorch(() => camera.torch),
      (error) => setProblem(sentence(error)),
    );
    return () => void opened.then((camera) => camera.stop(), () => {});
  }, [video, latest, setProblem]);
  return torch;
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
