/* Words of the check page in Dutch or English.  It has its own few texts beside it: those of the app are too many for
   somebody who only wants to know whether a diploma is real. */
import english from "./check_words.json";

const KEY = "language";
const DUTCH = "nl";

/** Give the language: as chosen in the app or here, else Dutch. */
export function language() {
  try {
    return localStorage.getItem(KEY) === "en" ? "en" : DUTCH;
  } catch {
    return DUTCH;
  }
}

/** Remember another language. */
export function setLanguage(code) {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // A private window without storage stays Dutch.
  }
}

/** Give a Dutch text in the chosen language. */
export function translate(text, values = {}) {
  const said = language() === DUTCH ? text : (english[text] ?? text);
  return said.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Say an ISO day: "12 november 2026". */
export function dayInWords(day) {
  const parts = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(language() === DUTCH ? "nl" : "en-GB", parts).format(new Date(`${day}T00:00Z`));
}

/** Say an ISO moment with its time, on the clock of this device. */
export function momentInWords(moment) {
  const parts = { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat(language() === DUTCH ? "nl" : "en-GB", parts).format(new Date(moment));
}
