/* Words in the chosen language: the store of the language, and the look-up of texts.

   The page is prerendered in Dutch, so the first render in the browser is Dutch as well; a remembered
   other language follows at once after it.  Dutch texts are their own keys, so a text without a
   translation shows in Dutch and never as a blank. */
import { useSyncExternalStore } from "react";
import catalogues from "$/utils/locales.json";

const KEY = "language";
const DUTCH = "nl";
const listeners = new Set();
let language = remembered();
if (typeof document !== "undefined") document.documentElement.lang = language;

function remembered() {
  const saved = typeof localStorage === "undefined" ? null : localStorage.getItem(KEY);
  return saved in catalogues ? saved : DUTCH;
}

function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Give the chosen language now, for code outside React. */
export function currentLanguage() {
  return language;
}

/** Show every text in another language at once, remember it, and say so to screen readers through `lang`. */
export function chooseLanguage(code) {
  language = code in catalogues ? code : DUTCH;
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
  listeners.forEach((listener) => listener());
}

/** Give the chosen language and render again when it changes. */
export function useLanguage() {
  return useSyncExternalStore(subscribe, currentLanguage, () => DUTCH);
}

/** Give `translate` for the chosen language. */
export function useTranslate() {
  return translators(useLanguage()).one;
}

/** Give `translatePlural` for the chosen language. */
export function useTranslatePlural() {
  return translators(useLanguage()).many;
}

/** Give a Dutch text in the chosen language, for code outside React. */
export function translate(text, values) {
  return translators(language).one(text, values);
}

/** Give the form of a Dutch text that fits `n`, in the chosen language, for code outside React. */
export function translatePlural(one, many, n, values) {
  return translators(language).many(one, many, n, values);
}

const made = new Map();

/** Let more texts be known, per language, before a page that says them is shown. */
export function addTexts(more) {
  Object.entries(more).forEach(([code, texts]) => Object.assign((catalogues[code] ??= {}), texts));
}

function translators(code) {
  if (!made.has(code)) made.set(code, makeTranslators(catalogues[code] ?? {}));
  return made.get(code);
}

const BETWEEN = "\u001f";
const isSentence = (text) => typeof text === "string" && text.includes(BETWEEN);

function makeTranslators(catalogue) {
  const one = (text, values) => {
    if (isSentence(text)) return sentence(text);
    return fill(catalogue[text] ?? text ?? "", values);
  };
  /** A sentence that the server made: a text and its values, among which may be sentences (`rxapp/server/sentences.py`). */
  const sentence = (made) => {
    const place = made.indexOf(BETWEEN);
    const values = Object.entries(JSON.parse(made.slice(place + 1)));
    return one(made.slice(0, place), Object.fromEntries(values.map(([name, value]) => [name, isSentence(value) ? sentence(value) : value])));
  };
  return {
    one,
    many: (one, many, n, values) => {
      const forms = catalogue[one] ?? [one, many];
      return fill(Number(n) === 1 ? forms[0] : forms[1], { n, ...values });
    },
  };
}

function fill(text, values) {
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? (name in values ? "" : whole)) : text;
}
