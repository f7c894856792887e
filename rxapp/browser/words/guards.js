/* What may not be stored in free words: a citizen service number (BSN), and softly: words about health.

   The same two functions as `rxapp/data/guards.py`; `tests/golden/guards.json` holds the cases that both must pass. */
import { starts, whole } from "$/utils/health_words.json";

const PHONE = /\+[0-9]{2}[ .]?[0-9](?:[ .]?[0-9]){8}(?![0-9])/g;
const NINE = /(?<![0-9])(?=([0-9](?:[ .]{0,2}[0-9]){8}|[0-9]{3}-[0-9]{3}-[0-9]{3}|[0-9]{4}-[0-9]{2}-[0-9]{3})(?![0-9]))/g;
const WORD = /[a-zà-öø-ÿ]+(?:-[a-zà-öø-ÿ]+)*/g;
const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];
const wholeWords = new Set(whole);

/** Give the first nine digits that pass the 11-test, as written (also with dots, spaces or dashes), or null. */
export function findBsn(text) {
  for (const [, written] of text.replace(PHONE, " ").matchAll(NINE)) {
    if (passes(written.replace(/[ .-]/g, ""))) return written;
  }
  return null;
}

function passes(digits) {
  const total = WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0);
  return total % 11 === 0 && /[^0]/.test(digits);
}

/** Give the words of the text that are about health, in lower case and order of appearance, each once. */
export function mentionsHealth(text) {
  const words = new Set(text.toLowerCase().match(WORD));
  return [...words].filter((word) => wholeWords.has(word) || starts.some((start) => word.startsWith(start)));
}
