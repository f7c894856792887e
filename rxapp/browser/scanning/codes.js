/* What a scanned text means before SQL looks at it.

   A learner's card holds an address that ends in `#` and a secret.  The secret stays out of the database, the log and
   the screen: SQL gets its SHA-256, as `card.hash` has it.  Any other text is a label, as the scanner reads it. */

/** Give {code, card_hash} for a scanned text; without a text nothing. */
export async function codeValues(text) {
  if (typeof text !== "string") return {};
  const [code, secret] = text.trim().split("#", 2);
  return { code, card_hash: secret ? await sha256(secret) : null };
}

async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
