/* The second copy of what the server does not have yet: unsent changes, in IndexedDB beside SQLite.

   Unsent changes exist nowhere else in the world, so one broken engine may not take them along. */
import { LOCK, batch, read, state } from "./database.js";
import { ticksOf } from "./clock.js";
import { FOLD } from "./fold.js";
import { keepChanges, keptChanges } from "./keeper.js";
import { translate } from "../words/language.js";
import { showProblem } from "./problem.js";

// What waits for a fresh stamp is unsent too.
const UNSENT = `SELECT seq, stamp, author, part, tbl, row, kind, schema, patch FROM change
  WHERE status <> 'accepted' AND (status = 'unsent' OR reason IN ('clock', 'clone')) AND seq > ?1`;
const PATIENCE = 10000;
let kept = 0;

// Another file counts its changes from the beginning, whichever tab fetched it.
state.subscribe(() => (kept = 0));

/** The statement that finds the unsent changes that have no second copy yet. */
export function newUnsent() {
  return { sql: UNSENT, params: [kept] };
}

/** Make the second copy of what `newUnsent` found. */
export async function keepNew(changes) {
  try {
    await keepChanges(changes.map(({ seq, ...change }) => change));
    kept = Math.max(kept, ...changes.map(({ seq }) => seq));
  } catch (error) {
    const sentence = translate("Het is bewaard, maar de reservekopie lukt niet. Zet dit apparaat snel weer op internet.");
    showProblem(error, sentence);
  }
}

/** After opening: take back kept changes that the database lost, then make both copies the same. */
export async function reconcile() {
  const signal = AbortSignal.timeout(PATIENCE);
  await navigator.locks.request(LOCK, { signal }, async () => {
    const copies = await keptChanges();
    if (copies.length) await takeBack(copies);
    const unsent = await read(UNSENT, [0]);
    const stamps = new Set(unsent.map(({ stamp }) => stamp));
    const known = new Set(copies.map(({ stamp }) => stamp));
    await keepChanges([], [...known].filter((stamp) => !stamps.has(stamp)));
    kept = unsent.at(-1)?.seq ?? 0;
    await keepNew(unsent.filter(({ stamp }) => !known.has(stamp)));
  });
}

// Ticks rise past what came back, or a new change could get a stamp that is already taken.
async function takeBack(copies) {
  const ticks = copies.reduce((most, { stamp }) => Math.max(most, ticksOf(stamp)), 0);
  await batch([
    { sql: TAKE_BACK, params: [JSON.stringify(copies)] },
    FOLD,
    { sql: "UPDATE me SET ticks = max(ticks, ?1)", params: [ticks] },
    { sql: "DELETE FROM local WHERE key = 'restamped'" },
  ]);
}

const TAKE_BACK = `INSERT INTO change (stamp, author, part, tbl, row, kind, schema, patch, status)
  SELECT value ->> 'stamp', value ->> 'author', value ->> 'part', value ->> 'tbl', value ->> 'row', value ->> 'kind',
    value ->> 'schema', value ->> 'patch', 'unsent'
  FROM json_each(?1) AS copy
  WHERE NOT EXISTS (SELECT 1 FROM forgotten WHERE row IN (copy.value ->> 'row', copy.value ->> 'part'))
    AND NOT EXISTS (SELECT 1 FROM local, json_each(local.value) AS old
                    WHERE local.key = 'restamped' AND old.value = copy.value ->> 'stamp')
  ON CONFLICT (stamp) DO NOTHING`;
