/* What a scanned text means before SQL looks at it.

   A learner's card holds an address that ends in `#` and a secret.  The secret stays out of the database, the log and
   the screen: SQL gets its SHA-256, as `card.hash` has it.  Any other text is a label.

   A Codabar label is printed between two letters A to D.  Some scanners read those along and others leave them out, so
   they are no part of a label here, neither when it is stored nor when it is looked up. */

const CODABAR = /^[A-D]([0-9$:/.+-]{4,})[A-D]$/i;

/** Give {code, card_hash} for a scanned text; without a text nothing. */
export async function codeValues(text) {
  if (typeof text !== "string") return {};
  const [code, secret] = text.trim().split("#", 2);
  return { code: labelOf(code), card_hash: secret ? await sha256(secret) : null };
}

/** Give the label in a text, whichever scanner read it. */
export function labelOf(text) {
  const code = text.trim();
  return CODABAR.exec(code)?.[1] ?? code;
}

/** Give the thirteen digits of an ISBN that was typed, also of an old one of ten; anything else without its dashes. */
export function isbnOf(text) {
  const digits = text.replace(/[\s–-]/g, "").toUpperCase();
  if (!/^\d{9}[\dX]$/.test(digits)) return digits;
  const twelve = `978${digits.slice(0, 9)}`;
  const total = [...twelve].reduce((sum, digit, place) => sum + digit * (place % 2 ? 3 : 1), 0);
  return twelve + ((10 - (total % 10)) % 10);
}

async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
