/* Recording what a person does: one durable step in SQLite, a second copy in IndexedDB, then the network.

   1. All statements of one call or none; what follows runs only after it is on the disk.
   2. Every write carries the name of who is signed in in this tab, or whose own page is open, whatever another tab does.
   3. Without a file on the disk or without a person nothing is recorded, and the person reads why. */
import { LOCK, batch, isOpen, openDatabase, state } from "./database.js";
import { translate } from "../words/language.js";
import { duringWrite } from "./leave.js";
import { keepNew, newUnsent } from "./mirror.js";
import { holder } from "../people/holder.js";
import { person } from "../people/person.js";
import { Refusal, clearProblem, showProblem } from "./problem.js";
import { scheduleSync } from "./sync.js";

const AUTHOR = "UPDATE me SET staff = ?1 RETURNING replica";

/** Record statements {sql, names} with values by name; afterwards call each of `then`.  Gives whether it worked. */
export async function write(statements, values, then = []) {
  try {
    await record(bind(statements, { ...values, new_id: newId() }));
  } catch (error) {
    showProblem(error, translate("Dit kon niet bewaard worden. Er is niets genoteerd. Probeer het nog eens."));
    return false;
  }
  clearProblem();
  then.forEach((handler) => handler());
  return true;
}

/** Give a fresh row id: 16 hexadecimal digits. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Fill the numbered parameters of statements from values by name. */
export function bind(statements, values) {
  return statements.map(({ sql, names }) => ({ sql, params: names.map((name) => asSql(values[name])) }));
}

function asSql(value) {
  return typeof value === "boolean" ? Number(value) : (value ?? null);
}

/** Record bound statements; `committed` is called as soon as they are on the disk, before the second copy is made. */
export function record(statements, committed = () => {}) {
  const author = whoRecords();
  return duringWrite(() =>
    navigator.locks.request(LOCK, { mode: "shared" }, async () => {
      const results = await recordHere(statements, author);
      committed(results.slice(1, -1));
      await keepNew(results.at(-1));
      scheduleSync();
    }),
  );
}

async function recordHere(statements, author) {
  const all = () => [{ sql: AUTHOR, params: [author] }, ...statements, newUnsent()];
  const results = await batch(all());
  if (results[0].length) return results;
  await openDatabase();
  const again = await batch(all());
  if (!again[0].length) throw new Error("This database file was replaced.");
  return again;
}

function whoRecords() {
  const { step, reason } = state.get();
  if (!isOpen()) throw new Refusal((REFUSALS[reason || step] ?? REFUSALS.readonly)());
  if (holder.get()) return `learner:${holder.get().id}`;
  if (!person.get()) throw new Refusal(translate("Niemand is aangemeld. Er is niets genoteerd."));
  return person.get().id;
}

const REFUSALS = {
  starting: () => translate("Even wachten: de gegevens worden geopend. Er is nog niets genoteerd."),
  unenrolled: () => translate("Dit apparaat is nog niet aangemeld. Er is niets genoteerd."),
  "not-opfs": () => translate("Dit apparaat kan niets bewaren. Er is niets genoteerd."),
  readonly: () => translate("Er kan nu niets bewaard worden. Er is niets genoteerd."),
};
