/* The signed statement behind the QR code of a diploma, read and checked on this device alone.

   The bytes are described in `rxapp/server/diplomas/diploma_statement.py`; `tests/golden/statements.json` has a case for each
   outcome that both must give.  The browser's own Ed25519 is used where there is one, else a library's. */
import { etc, verify as verifyInScript } from "@noble/ed25519";
import { sha256, sha512 } from "@noble/hashes/sha2";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LIMITS = [24, 50, 32, 22];
const [HEAD, SIGNATURE, CHECKSUM, SHORTEST, LONGEST, VERSION] = [19, 64, 3, 90, 218, 1];
const PREFIX = new TextEncoder().encode("leerplein diploma\n");
const EPOCH = Date.UTC(2000, 0, 1);
const DAY = 86400000;

etc.sha512Sync = (...parts) => sha512(etc.concatBytes(...parts));

/** Check a code, or the whole address, against keys {key, public, valid_until, revoked_on} and ids of revoked diplomas.

    Gives {outcome, statement}; never throws.  The order is fixed: readable, whole, known version, known key, signature,
    key revoked, key in time, diploma revoked. */
export async function verify(code, keys, revoked) {
  const whole = bytesOf(code);
  if (!whole) return { outcome: "unreadable", statement: null };
  const signed = whole.subarray(0, -CHECKSUM);
  if (hex(sha256(signed).subarray(0, CHECKSUM)) !== hex(whole.subarray(-CHECKSUM))) {
    return { outcome: "altered", statement: null };
  }
  if (whole[0] !== VERSION) return { outcome: "newer", statement: null };
  const body = signed.subarray(0, -SIGNATURE);
  const statement = statementOf(body);
  if (!statement) return { outcome: "forged", statement: null };
  const key = keys.find((known) => known.key === hex(body.subarray(1, 5)));
  return { outcome: await judge(statement, key, body, signed.subarray(-SIGNATURE), revoked), statement };
}

async function judge(statement, key, body, signature, revoked) {
  if (!key) return "unknown_key";
  const message = etc.concatBytes(PREFIX, body);
  if (!(await isSigned(publicBytes(key.public), signature, message))) return "forged";
  if (key.revoked_on) return "revoked_key";
  if (key.valid_until && statement.issued_on > key.valid_until) return "expired_key";
  return revoked.includes(statement.diploma) ? "revoked" : "valid";
}

async function isSigned(publicKey, signature, message) {
  try {
    const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, signature, message);
  } catch {
    return verifyInScript(signature, message, publicKey, { zip215: false });
  }
}

/** Give the bytes of a code or of the whole address, also as typed; null when it is no code in its one spelling. */
function bytesOf(code) {
  const text = code.slice(code.lastIndexOf("#") + 1).toUpperCase().replace(/[ \-\t\r\n]/g, "");
  if (text.length > 400 || /[^A-Z2-7]/.test(text) || [1, 3, 6].includes(text.length % 8)) return null;
  let [bits, value] = [0, 0];
  const bytes = [];
  for (const letter of text) {
    value = (value << 5) | ALPHABET.indexOf(letter);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >> bits) & 255);
    value &= (1 << bits) - 1;
  }
  return value === 0 && bytes.length >= SHORTEST && bytes.length <= LONGEST ? Uint8Array.from(bytes) : null;
}

function statementOf(body) {
  const texts = [];
  let at = HEAD;
  for (const limit of LIMITS) {
    const size = body[at];
    if (size === undefined || size > limit || at + 1 + size > body.length) return null;
    const text = decoded(body.subarray(at + 1, at + 1 + size));
    if (text === null) return null;
    texts.push(text);
    at += 1 + size;
  }
  if (at !== body.length) return null;
  const [first_name, achievement, place, leader_name] = texts;
  const [issued_on, first_on, last_on] = [13, 15, 17].map((place) => dayAt(body, place));
  return { diploma: hex(body.subarray(5, 13)), issued_on, first_on, last_on, first_name, achievement, place, leader_name };
}

function dayAt(body, place) {
  return new Date(EPOCH + (body[place] * 256 + body[place + 1]) * DAY).toISOString().slice(0, 10);
}

function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function publicBytes(text) {
  const letters = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
