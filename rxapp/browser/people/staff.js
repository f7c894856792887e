/* Signing in and out on this device, also offline: a face, a PIN, and a lock when nobody is there.

   1. Wrong PINs of a person make that person wait longer and longer, also after a restart.
   2. Nobody is signed in after a restart, after the lock, or after the last day at the learning place.
   3. The database knows who is signed in; `write.js` makes sure of it again at every write. */
import { noteRight, noteWrong, timeToWait } from "./attempts.js";
import { batch, isOpen, read } from "../core/database.js";
import { holder } from "./holder.js";
import { whenIdle } from "./idle.js";
import { translate } from "../words/language.js";
import { observable, useObservable } from "../core/observable.js";
import { person } from "./person.js";
import { fitsPin } from "./pin.js";
import { clearProblem, showProblem } from "../core/problem.js";
import { watch } from "../core/live.js";

/** After so many ms without a touch the screen locks. */
export const LOCK_AFTER = 5 * 60 * 1000;
const PRESENT = `SELECT id, first_name, symbol, duties, pin FROM staff
  WHERE id = ?1 AND (left_on IS NULL OR left_on >= (SELECT today FROM clock))`;

const IDLE = { step: "idle", staff: "", wait: 0 };
/** What `useSignIn` gives. */
export const signing = observable(IDLE);
let stopWatching = () => {};

/** Give who is signed in, {id, first_name, symbol, duties}, or null. */
export function useStaff() {
  return useObservable(person);
}

/** Give {step, staff, wait}; step is "idle", "checking", "wrong" or "waiting" (`wait` seconds more), of that person.

    After the lock `staff` is who was there. */
export function useSignIn() {
  return useObservable(signing);
}

/** Sign a person in with a PIN. */
export async function signIn(staff, pin) {
  if (signing.get().step === "checking") return;
  try {
    const wait = await timeToWait(staff);
    if (wait > 0) return showWait(staff, wait);
    signing.set({ ...IDLE, step: "checking", staff });
    const [found] = await read(PRESENT, [staff]);
    if (found && (await fitsPin(pin, found.pin))) return await enter(found);
    await refuse(staff);
  } catch (error) {
    signing.set(IDLE);
    showProblem(error, translate("Het aanmelden lukt niet. Probeer het later nog eens."));
  }
}

async function enter({ id, first_name, symbol, duties }) {
  await noteRight(id);
  await batch([{ sql: "UPDATE me SET staff = ?1", params: [id] }]);
  signing.set(IDLE);
  holder.set(null);
  clearProblem();
  person.set({ id, first_name, symbol, duties: (duties ?? "").split(" ").filter(Boolean) });
  const stopIdle = whenIdle(LOCK_AFTER, lock);
  const stopLeft = watch(PRESENT, [id], (rows) => rows.length || leave());
  stopWatching = () => [stopIdle, stopLeft].forEach((stop) => stop());
}

async function refuse(staff) {
  const wait = await noteWrong(staff);
  if (wait) showWait(staff, wait);
  else signing.set({ ...IDLE, step: "wrong", staff });
}

function showWait(staff, wait) {
  signing.set({ step: "waiting", staff, wait: Math.ceil(wait / 1000) });
  setTimeout(() => {
    const { step, staff: shown } = signing.get();
    if (step !== "waiting" || shown !== staff) return;
    if (wait > 1000) showWait(staff, wait - 1000);
    else signing.set({ ...IDLE, staff });
  }, Math.min(wait, 1000));
}

/** Sign out; what waits stays safe on the device. */
export function signOut() {
  leave();
}

function lock() {
  const { id } = person.get();
  leave();
  signing.set({ ...IDLE, staff: id });
}

function leave() {
  stopWatching();
  stopWatching = () => {};
  person.set(null);
  if (isOpen()) batch([{ sql: "UPDATE me SET staff = NULL" }]).catch(console.error);
}
