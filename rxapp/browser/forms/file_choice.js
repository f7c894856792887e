/* Choosing a file and bringing it to the server, with progress; the page's own event then reads it there. */
import { createElement, useState } from "react";
import { useTranslate } from "../words/language.js";

/** A file box; `onBrought(file, name)` is called with the server's name for the file and its own name. */
export function FileChoice({ accept, onBrought, label, tooLarge, ...rest }) {
  const translate = useTranslate();
  const [told, tell] = useState({ step: "idle", part: 0 });
  const choose = async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    tell({ step: "busy", part: 0 });
    const { status, reply } = await bring(file, (part) => tell({ step: "busy", part }));
    tell({ step: status === 200 ? "done" : "failed", part: 0, status });
    event.target.value = "";
    if (status === 200) onBrought(reply.file, file.name);
  };
  const busy = told.step === "busy";
  const bar = busy && createElement("progress", { value: told.part, max: 1, "aria-label": translate("Bestand versturen") });
  const wrong = told.step === "failed" && createElement("span", { className: "field-error" }, told.status === 413 ? tooLarge : sentence(translate, told.status));
  return createElement(
    "div",
    { ...rest, role: "status" },
    createElement("input", { type: "file", accept, "aria-label": label, disabled: busy, className: "input", onChange: choose }),
    bar,
    wrong,
  );
}

// XMLHttpRequest, because fetch tells nothing of how much was sent.
function bring(file, show) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/office/file");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => show(total ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, reply: request.response });
    request.onerror = () => resolve({ status: 0 });
    request.send(file);
  });
}

function sentence(translate, status) {
  if (status === 0) return translate("Er is nu geen internet.");
  if (status === 401) return translate("Meld u eerst aan.");
  return translate("Dat lukt niet. Probeer het later nog eens.");
}
