/* The public keys by which this device checks diplomas, and the diplomas that count no longer, without a database.

   1. There is a list from each source: this tablet's own database, and the server that the check page came from.
   2. A key that is known keeps its content for ever, whatever a later list says; a key that was revoked stays revoked.
   3. Each list says when it was made, so that the check page can say how old it is. */

const PLACE = "diploma-pins";
let unsaved = null;

function stored() {
  try {
    return JSON.parse(localStorage.getItem(PLACE)) ?? { keys: {}, lists: {} };
  } catch {
    return { keys: {}, lists: {} };
  }
}

/** Take over a list {keys, revoked} that `source` made at `madeAt` (ISO). */
export function pin(source, { keys, revoked }, madeAt) {
  const pins = stored();
  keys.forEach((key) => (pins.keys[key.key] = merged(pins.keys[key.key], key)));
  pins.lists[source] = { revoked, madeAt };
  try {
    localStorage.setItem(PLACE, JSON.stringify(pins));
  } catch {
    // A private window without storage checks with what it has just fetched.
    unsaved = pins;
  }
}

/** Give {keys, revoked, madeAt}: all keys, all revoked diplomas, and how old the newest list is (null for none). */
export function pins() {
  const { keys, lists } = unsaved ?? stored();
  const all = Object.values(lists);
  return {
    keys: Object.values(keys),
    revoked: [...new Set(all.flatMap((list) => list.revoked))],
    madeAt: all.map((list) => list.madeAt).sort().pop() ?? null,
  };
}

function merged(known, { key, public: bytes, valid_until, revoked_on }) {
  if (!known) return { key, public: bytes, valid_until: valid_until || null, revoked_on: revoked_on || null };
  if (known.public !== bytes) return known;
  return {
    ...known,
    valid_until: known.valid_until ?? (valid_until || null),
    revoked_on: known.revoked_on ?? (revoked_on || null),
  };
}
