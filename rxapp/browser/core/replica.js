/* A fresh copy of the database from the server: the first one, and the recovery for everything.

       download ─► new file ─► check ─► carry over what the server does not have ─► flip the pointer ─► old file goes later

   1. The file in use is never touched: closing the browser at any moment leaves the old or the new one, whole.
   2. Unsent and refused changes come along; between reading them and the flip nothing can be recorded.  So do this
      device's own changes of the last weeks: a server that is restored to an old backup asks for them again.  One that
      does not even know the device any more gets them unasked.
   3. A phone that goes to another learner takes nothing of the former one along.
   4. The caller holds the sync lock, so there is one download at a time. */
import { LOCK, batch, deleteFile, enter, isOpen, openFile, read, useClient, withSettings } from "./database.js";
import { offsetAfter, stampOf, ticksNow, ticksOf } from "./clock.js";
import { OWN_REPLICAS } from "./own.js";
import { announce } from "./tabs.js";
import { FOLD } from "./fold.js";
import { keptChanges, readPointer, writePointer } from "./keeper.js";
import { reconcile } from "./mirror.js";
import { call } from "./request.js";

const LEARNER = "learner";
const OWN_FOR = 28 * 24 * 3600 * 1000;
const FILES = /^leerplein-.*\.sqlite3/;
const WAITING = `SELECT stamp, author, part, tbl, row, kind, schema, patch, status, reason FROM change
  WHERE status <> 'accepted' ORDER BY seq`;
const OWN = `SELECT stamp, author, part, tbl, row, kind, schema, patch, status, reason FROM change
  WHERE status = 'accepted' AND stamp > ?1 AND substr(stamp, 18) IN (${OWN_REPLICAS})
    AND tbl IN (SELECT value FROM json_each(?2)) ORDER BY seq`;
// What was accepted is in the fresh copy already, unless it was forgotten since.
const CARRY = `INSERT INTO change (stamp, author, part, tbl, row, kind, schema, patch, status, reason)
  SELECT value ->> 'stamp', value ->> 'author', value ->> 'part', value ->> 'tbl', value ->> 'row', value ->> 'kind',
    value ->> 'schema', value ->> 'patch', value ->> 'status', value ->> 'reason'
  FROM json_each(?1) AS old WHERE value ->> 'status' <> 'accepted'
    OR NOT EXISTS (SELECT 1 FROM forgotten WHERE row IN (old.value ->> 'row', old.value ->> 'part'))
  ON CONFLICT (stamp) DO NOTHING`;
// What a server accepted that does not know this device any more, it may have lost too.
const RESEND = "UPDATE change SET status = 'unsent' WHERE status = 'accepted'";
const CARRY_LOCAL = `INSERT INTO local (key, value) SELECT value ->> 'key', value ->> 'value' FROM json_each(?1)
  WHERE true ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
const WHOSE = `SELECT iif(?1 = '${LEARNER}', (SELECT id FROM learner), NULL) AS learner`;
const NOTHING = { changes: [], own: [], local: [] };
const IDENTIFY = `UPDATE me SET site = ?1, replica = ?2, epoch = ?3, schema = ?4, duties = ?5, scope_version = ?6,
  cursor = ?7, clock_offset = ?8, ticks = max(ticks, ?9), status = 'unsent', staff = NULL RETURNING site`;

/** Put a fresh copy in the place of the database; `reason` "clone" also gives unsent changes fresh stamps.

    `onProgress` is told the fraction that has arrived. */
export async function replaceDatabase(reason, onProgress = () => {}) {
  const { response, me } = await ask();
  const name = `leerplein-${me.replica}.sqlite3`;
  // The worker for the new file starts while the bytes still come.
  const [opened, bytes] = await Promise.allSettled([openFile(name), receive(response, onProgress)]);
  const client = granted(opened);
  if (!client && isOpen()) throw new Error("There is no room for a fresh copy; the old one goes on.");
  if (!client) return enter("readonly", "not-opfs");
  try {
    await client.overwriteDatabaseFile(granted(bytes));
    await check(await withSettings(client));
    await navigator.locks.request(LOCK, () => takeOver(client, name, me, reason));
  } catch (error) {
    await client.destroy(true).catch(() => {});
    throw error;
  }
  announce("replaced");
  await reconcile();
  await deleteOldFiles();
}

async function ask() {
  const sentAt = Date.now();
  const response = await call("/api/replica");
  const me = JSON.parse(response.headers.get("Leerplein-Me"));
  return { response, me: { ...me, offset: offsetAfter(0, sentAt, Date.now(), me.server_time) } };
}

function granted({ status, value, reason }) {
  if (status === "rejected") throw reason;
  return value;
}

async function receive(response, onProgress) {
  const bytes = new Uint8Array(Number(response.headers.get("Leerplein-Size")));
  let length = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes.set(value, length);
    length += value.length;
    onProgress(length / bytes.length);
  }
  if (length !== bytes.length) throw new Error(`The replica has ${length} bytes instead of ${bytes.length}.`);
  return bytes.buffer;
}

async function check(client) {
  const [{ integrity_check: found }] = await client.sql("PRAGMA integrity_check");
  if (found !== "ok") throw new Error(`The replica is damaged: ${found}`);
}

async function takeOver(client, name, me, reason) {
  const old = (await readPointer()) ?? {};
  const [{ learner }] = await client.sql(WHOSE, me.duties);
  const isOfAnother = old.learner && old.learner !== learner;
  const { changes, own, local } = isOfAnother ? NOTHING : await carried(me, client);
  const fresh = reason === "clone" ? restamped(changes, me) : changes;
  const ticks = fresh.reduce((most, { stamp }) => Math.max(most, ticksOf(stamp)), 0);
  const identity = [me.site, me.replica, me.epoch, me.schema, me.duties, me.scope_version, me.cursor];
  const along = reason === "clone" ? fresh : [...own, ...fresh];
  const [identified] = await client.batch(() => [
    { sql: IDENTIFY, params: [...identity, me.offset, ticks] },
    // To fold nothing takes SQLite as long as to read a thousand rows: it prepares for every table.
    ...(along.length ? [{ sql: CARRY, params: [JSON.stringify(along)] }, FOLD] : []),
    ...(reason === "enrol" ? [{ sql: RESEND }] : []),
    { sql: CARRY_LOCAL, params: [JSON.stringify(local)] },
  ]);
  if (identified.length !== 1) throw new Error("The replica says not whose it is.");
  if ((old.site ?? me.site) !== me.site) throw new Error(`The replica is of site ${me.site}, not of ${old.site}.`);
  const kept = fresh.filter(({ status }) => status === "unsent").map(({ status, reason, ...change }) => change);
  const outdated = isOfAnother ? await keptChanges() : reason === "clone" ? changes : [];
  const dropped = outdated.map(({ stamp }) => stamp);
  await writePointer({ name, site: me.site, replica: me.replica, learner }, kept, dropped);
  if (isOpen()) await batch([{ sql: "DELETE FROM me" }]);
  useClient(client, name);
}

async function carried(me, fresh) {
  if (!isOpen()) {
    const changes = await keptChanges();
    return { changes: changes.map((change) => ({ ...change, status: "unsent" })), own: [], local: [] };
  }
  const since = stampOf(ticksNow(me.offset - OWN_FOR), "");
  const mine = await read(OWN, [since, JSON.stringify(me.tables)]);
  const own = me.duties === LEARNER ? await stillIn(fresh, mine) : mine;
  const local = await read("SELECT key, value FROM local WHERE key NOT IN ('restamped', 'replicas')");
  const [{ replicas }] = await read(`SELECT json_group_array(id) AS replicas FROM (${OWN_REPLICAS})`);
  return { changes: await read(WAITING), own, local: [...local, { key: "replicas", value: replicas }] };
}

// A learner's phone is not told of what was forgotten, for that may be of others: it sees which rows of its own are gone.
async function stillIn(fresh, changes) {
  const found = await Promise.all(changes.map(({ tbl, row }) => fresh.sql(`SELECT 1 FROM _${tbl} WHERE id = ?1`, row)));
  return changes.filter((_, index) => found[index].length);
}

// Two devices with one replica gave the same stamps to different changes; only fresh ones tell them apart.
function restamped(changes, me) {
  const base = ticksNow(me.offset);
  const again = ({ status, reason }) => status === "unsent" || reason === "clone";
  return changes.map((change, index) =>
    again(change) ? { ...change, stamp: stampOf(base + index, me.replica), status: "unsent", reason: null } : change,
  );
}

/** Delete database files that no pointer names: replaced ones, and what an interrupted download left.

    Gives whether all of them are gone; one that another tab still has open stays. */
export async function deleteOldFiles() {
  const current = (await readPointer())?.name;
  const folder = await navigator.storage.getDirectory();
  const names = new Set();
  for await (const name of folder.keys()) if (FILES.test(name)) names.add(name.replace(/-(journal|wal)$/, ""));
  names.delete(current);
  const gone = await Promise.all([...names].map(deleteFile));
  return gone.every(Boolean);
}
