/* When this device talks to the server: after a write, when the network or the page comes back, every half minute,
   and when somebody asks.  One tab at a time; after a failure later and later, with chance, so that fifty tablets do
   not return together. */
import { batch, isOpen, read, state } from "./database.js";
import { exchange } from "./exchange.js";
import { readDevice } from "./keeper.js";
import { observable } from "./observable.js";
import { OWN_REPLICAS } from "./own.js";
import { replaceDatabase } from "./replica.js";
import { surrender, wipe } from "./revoke.js";

export const SYNC_LOCK = "leerplein-sync";
const AFTER_WRITE = 300;
const ELSEWHERE = 2000;
const REGULAR = 30000;
const SLOWEST = 60000;
const MOST_RECOVERIES = 2;

/** {syncing, reason}: whether a sync is going on, and the server's word for why the last one failed. */
export const syncing = observable({ syncing: false, reason: "" });

let timer = null;
let due = Infinity;
let failures = 0;
let asked = 0;
let size;

/** Sync soon; while the server does not answer, not before the next attempt. */
export function scheduleSync(delay = AFTER_WRITE) {
  if (failures === 0) schedule(delay);
}

/** Sync now, whatever went before; gives whether everything was exchanged. */
export function syncNow() {
  failures = 0;
  return run();
}

function schedule(delay) {
  const at = Date.now() + delay;
  if (at >= due) return;
  clearTimeout(timer);
  due = at;
  timer = setTimeout(run, delay);
}

async function run() {
  clearTimeout(timer);
  due = Infinity;
  const done = await navigator.locks.request(SYNC_LOCK, { ifAvailable: true }, (lock) => (lock ? attempt() : null));
  schedule(done === null ? ELSEWHERE : done ? REGULAR : pause());
  return done === true;
}

// Never sooner than the server asked, and not all at the same moment.
function pause() {
  return asked * 1000 + Math.min(SLOWEST, 1000 * 2 ** failures) * (0.5 + Math.random());
}

async function attempt() {
  try {
    if (!(await isEnrolled())) return true;
    syncing.set({ ...syncing.get(), syncing: true });
    await (isOpen() ? exchangeAll() : replaceDatabase("damaged").catch(surrenderIfRevoked));
    failures = 0;
    size = undefined;
    syncing.set({ syncing: false, reason: "" });
    return true;
  } catch (error) {
    failures += 1;
    asked = error.retryAfter ?? 0;
    if (error.status === 413 || error.code === "slow") size = Math.max(1, Math.floor((size ?? 2000) / 2));
    if (error.status === undefined) console.error(error);
    syncing.set({ syncing: false, reason: error.code ?? "" });
    return false;
  }
}

async function isEnrolled() {
  const { step, reason } = state.get();
  return step === "open" || reason === "damaged" || (step === "unenrolled" && (await readDevice()) !== undefined);
}

// First everything that is unsent goes in, whatever the server says beside it; only then a recovery.
async function exchangeAll() {
  let resent = false;
  let late = 0;
  for (let recoveries = 0; recoveries <= MOST_RECOVERIES; ) {
    const { reply, pushed, left, stale } = await exchange(size);
    late = isLate(reply) ? late + 1 : 0;
    if (late > 1) throw new Error("The server refuses fresh stamps, too: its clock was set back.");
    if (left && (pushed || !reply)) continue;
    if (!reply) return wipe();
    const reason = reply.recover ?? ((await wasCloned()) ? "clone" : null);
    if (reason === "epoch" && !resent) {
      resent = true;
      await resendAccepted();
    } else if (reason) {
      recoveries += 1;
      await replaceDatabase(reason);
    } else if (!reply.more && !stale) return;
  }
  throw new Error("The server asks for a fresh copy again and again.");
}

function isLate(reply) {
  return Boolean(reply?.verdicts.length) && reply.verdicts.every(({ reason }) => reason === "clock");
}

// The server says so only in reply to a push; a restart in between must not forget it.
async function wasCloned() {
  return (await read("SELECT 1 FROM change WHERE status <> 'accepted' AND reason = 'clone' LIMIT 1")).length > 0;
}

function surrenderIfRevoked(error) {
  if (error.code !== "revoked") throw error;
  return surrender();
}

const RESEND = `UPDATE change SET status = 'unsent' WHERE status = 'accepted' AND substr(stamp, 18) IN (${OWN_REPLICAS})`;

// A restored server may miss what it accepted after its backup; sending it again does no harm.
async function resendAccepted() {
  await batch([{ sql: RESEND }]);
}

/** Start syncing by itself. */
export function startSync() {
  addEventListener("online", () => syncNow());
  document.addEventListener("visibilitychange", () => scheduleSync(0));
  state.subscribe(({ step }) => step === "open" && scheduleSync(0));
  schedule(0);
}
