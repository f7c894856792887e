/* The database of this device: a SQLite file in the browser's private file system, open in a worker.

       starting -> open            a file that counts, on the disk
                -> unenrolled      there is no file yet
                -> readonly        "not-opfs", "damaged", "revoked": nothing may be recorded

   1. Only a file on the disk is ever "open"; SQLocal would go on in memory without a word.
   2. The pointer in IndexedDB says which file counts.  A file that was replaced has no row in `me`, so a write
      that comes late changes nothing and is done again in the new file (see `write.js`).
   3. Recording holds LOCK shared, replacing the file holds it alone: nothing is written in between.
   4. A connection is closed when everything that was asked of it is answered. */
import { SQLocal } from "sqlocal";
import workerAddress from "./database_worker.js?worker&url";
import { readPointer } from "./keeper.js";
import { observable } from "./observable.js";

export const LOCK = "leerplein-database";
const HUNG_AFTER = 6;
const TICK = 5000;
const RETRIES = [0, 500, 1500, 3000, 5000];
const PRAGMAS = ["secure_delete = on", "recursive_triggers = off", "foreign_keys = off", "cache_size = -32768"];

/** {step, reason, generation}; the generation rises whenever another connection takes over. */
export const state = observable({ step: "starting", reason: "", generation: 0 });

let current = null;
let opening = null;
// A worker whose SQLite starts while it is not yet known which file to open.
let spare = null;

/** Open the file that the pointer names; a second call waits for the first. */
export function openDatabase() {
  opening ??= openPointed().finally(() => (opening = null));
  return opening;
}

async function openPointed() {
  spare ??= startWorker();
  const pointer = await readPointer();
  if (!pointer) return enter("unenrolled");
  try {
    const client = await openFile(pointer.name);
    if (!client) return enter("readonly", "not-opfs");
    if ((await client.sql("SELECT replica FROM me")).length === 1) return useClient(client, pointer.name);
    stop(client);
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  // Another tab may have put a fresh file in its place meanwhile.
  if ((await readPointer())?.name !== pointer.name) return openPointed();
  return enter("readonly", "damaged");
}

function isDamage(error) {
  return /NOTADB|CORRUPT|malformed|not a database|no such table/i.test(error.message);
}

/** Open a file on the disk, or give null where that cannot be; another tab's long write may need some patience. */
export async function openFile(name) {
  if (!globalThis.crossOriginIsolated) return null;
  for (const wait of RETRIES) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const client = new SQLocal({ databasePath: name, reactive: true, processor: spare ?? startWorker() });
    spare = null;
    try {
      // In one go: at the start the page has little time to answer the worker, and none of these waits for another.
      const [info] = await watched(Promise.all([client.getDatabaseInfo(), withSettings(client)]));
      if (info.storageType === "opfs") return client;
    } catch (error) {
      if (isDamage(error)) throw error;
    }
    stop(client);
  }
  return null;
}

function startWorker() {
  return new Worker(workerAddress, { type: "module" });
}

/** Give a connection the settings that both engines share; needed again after its file was overwritten. */
export async function withSettings(client) {
  await Promise.all(PRAGMAS.map((pragma) => client.sql(`PRAGMA ${pragma}`)));
  return client;
}

/** Make an open file the database of this tab; live queries follow by themselves. */
export function useClient(client, name) {
  const old = current;
  current = { client, name, release: holdFile(name), asked: new Set() };
  enter("open");
  if (old) close(old);
}

/** Say why there is no database; what was open is closed. */
export function enter(step, reason = "") {
  if (step !== "open" && current) {
    close(current);
    current = null;
  }
  state.set({ step, reason, generation: state.get().generation + 1 });
}

// SQLocal never answers what its worker was still to do when it was destroyed.
async function close(old) {
  await Promise.allSettled(old.asked);
  old.release();
  old.client.destroy(true).catch(() => stop(old.client));
}

// A file is only deleted by a tab that gets this lock alone, so never under another tab's feet.
function holdFile(name) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  navigator.locks.request(`leerplein-file-${name}`, { mode: "shared" }, () => held);
  return release;
}

/** Delete a file that no tab has open any more; true when it is gone. */
export function deleteFile(name) {
  return navigator.locks.request(`leerplein-file-${name}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    const folder = await navigator.storage.getDirectory();
    const removals = ["", "-journal", "-wal"].map((suffix) => folder.removeEntry(name + suffix));
    const results = await Promise.allSettled(removals);
    return results.every(({ reason }) => !reason || reason.name === "NotFoundError");
  });
}

/** Wait until it is known whether there is a database: a card may be in sight, or a code in the address, before. */
export function opened() {
  return new Promise((resolve) => {
    const stop = state.subscribe(({ step }) => step !== "starting" && (stop(), resolve()));
    if (state.get().step === "starting") return;
    stop();
    resolve();
  });
}

/** Whether there is a database that may be read and written. */
export function isOpen() {
  return current !== null;
}

/** Give the SQLocal client for live queries, or null. */
export function client() {
  return current?.client ?? null;
}

/** Run one statement and give its rows as objects. */
export async function read(sql, params = []) {
  return guarded((client) => client.sql(sql, ...params));
}

/** Give `columns` of the one row of `me`.  A file that another tab has just replaced has no such row; then the one that
    counts is opened first, since that tab may not have said so yet. */
export async function readMe(columns = "*") {
  const sql = `SELECT ${columns} FROM me`;
  const [me] = await read(sql);
  if (me) return me;
  await openDatabase();
  return (await read(sql))[0];
}

/** Run statements {sql, params}, all or none, durable; gives the rows of each. */
export async function batch(statements) {
  return guarded((client) => client.batch(() => statements.map(({ sql, params = [] }) => ({ sql, params }))));
}

async function guarded(work) {
  const used = current;
  if (!used) throw new Error("The database is not open.");
  const answer = watched(work(used.client));
  used.asked.add(answer);
  try {
    return await answer;
  } catch (error) {
    if (used === current && error.hung) await restart();
    if (used === current && /NOTADB|CORRUPT/.test(error.message)) enter("readonly", "damaged");
    throw error;
  } finally {
    used.asked.delete(answer);
  }
}

// Ticks are counted instead of time, because a tablet that slept has not waited.
function watched(promise) {
  let timer;
  const hung = new Promise((_, reject) => {
    let ticks = 0;
    timer = setInterval(() => {
      if (++ticks < HUNG_AFTER) return;
      reject(Object.assign(new Error("The database worker does not answer."), { hung: true }));
    }, TICK);
  });
  return Promise.race([promise, hung]).finally(() => clearInterval(timer));
}

async function restart() {
  const old = current;
  current = null;
  old.release();
  stop(old.client);
  enter("starting");
  await openDatabase();
}

// `destroy` asks the worker, and a worker that hangs does not answer.
function stop(client) {
  client.processor?.terminate?.();
}
