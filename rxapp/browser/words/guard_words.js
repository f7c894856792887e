/* What a box for free words says under it: that a citizen service number may not be there, "Hoort dit hier?", or that
   it is full: a browser cuts off what somebody pastes without a word. */
import { createElement, useEffect, useId } from "react";
import { findBsn, mentionsHealth } from "./guards.js";
import { useTranslate } from "./language.js";

/** Guard the words in a box: gives the attributes that it gets (`told`) and the element under it (`said`).

    With a citizen service number in it the form of the box cannot be handed in, nor with spaces alone where words are
    `required`. A box that holds `maxLength` characters is full. */
export function useGuard(box, text, { asksHealth = true, required = false, maxLength = Infinity } = {}) {
  const id = useId();
  const bsn = findBsn(text);
  const words = useWords(text, bsn, asksHealth, maxLength);
  const blank = useBlank(required, text);
  useEffect(() => box.current.setCustomValidity(bsn ? words : blank), [box, bsn, words, blank]);
  const told = { "aria-describedby": id, "aria-invalid": bsn ? "true" : undefined };
  const status = { id, role: "status", className: "field-error" };
  return { told, said: createElement("span", status, words && drawing(bsn), words) };
}

function drawing(bsn) {
  const use = createElement("use", { href: `/icons.svg#${bsn ? "circle-alert" : "circle-question-mark"}` });
  return createElement("svg", { className: "icon icon-s", "aria-hidden": "true" }, use);
}

function useBlank(required, text) {
  const translate = useTranslate();
  return required && text && !text.trim() ? translate("Schrijf hier iets op.") : "";
}

function useWords(text, bsn, asksHealth, most) {
  const translate = useTranslate();
  if (bsn) {
    return translate(
      "Dit lijkt een burgerservicenummer (BSN): {nummer}. Dat mag hier niet staan. Haal het weg, dan wordt de tekst bewaard.",
      { nummer: bsn },
    );
  }
  if (text.length >= most) {
    return translate("Dit vak is vol: er passen {aantal} letters in. Kijk of het einde er nog staat.", { aantal: most });
  }
  const found = asksHealth ? mentionsHealth(text) : [];
  if (!found.length) return "";
  return translate("Hoort dit hier? „{woord}” gaat over gezondheid. Schrijf liever op wat iemand wil leren.", {
    woord: found.join(", "),
  });
}
