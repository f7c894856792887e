/* Changes stamped by a clock that ran ahead: the server refuses them, this device stamps them again.

   That is allowed because nobody else has seen them, and it changes no accepted value.  The state still holds the old
   stamps as clocks, so their rows are marked `stale` and asked back at the next exchange. */
import { LOCK, batch, read, readMe } from "./database.js";
import { stampOf, ticksNow, ticksOf } from "./clock.js";
import { keepChanges } from "./keeper.js";

const REFUSED = "SELECT count(*) AS n FROM change WHERE status <> 'accepted' AND status = 'refused' AND reason = 'clock'";
const LATE = `SELECT stamp, author, part, tbl, row, kind, schema, patch FROM change
  WHERE status <> 'accepted' AND (status = 'refused' AND reason = 'clock' OR status = 'unsent' AND stamp > ?1)
  ORDER BY seq`;
const RESTAMP = `UPDATE change SET stamp = fresh.stamp, status = 'unsent', reason = NULL
  FROM (SELECT value ->> 0 AS old, value ->> 1 AS stamp FROM json_each(?1)) AS fresh WHERE change.stamp = fresh.old`;
const STALE = `INSERT INTO stale (tbl, row) SELECT value ->> 'tbl', value ->> 'row' FROM json_each(?1)
  WHERE true ON CONFLICT DO NOTHING`;
// Until the second copy has the new stamps, a restart must not take the old ones for lost changes.
const REMEMBER = "INSERT INTO local (key, value) VALUES ('restamped', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1";

/** When the server refused stamps for their clock: give them, and unsent ones like them, fresh stamps in order. */
export async function restampLate() {
  const [{ n }] = await read(REFUSED);
  if (n) await navigator.locks.request(LOCK, restamp);
}

async function restamp() {
  const me = await readMe("replica, clock_offset");
  const now = ticksNow(me.clock_offset);
  const [latest] = await read("SELECT stamp FROM change WHERE status = 'accepted' ORDER BY stamp DESC LIMIT 1");
  const late = await read(LATE, [stampOf(now, me.replica)]);
  const base = Math.max(now, latest ? ticksOf(latest.stamp) : 0);
  const pairs = late.map(({ stamp }, index) => [stamp, stampOf(base + index + 1, me.replica)]);
  const old = pairs.map(([stamp]) => stamp);
  await batch([
    { sql: REMEMBER, params: [JSON.stringify(old)] },
    { sql: STALE, params: [JSON.stringify(late)] },
    { sql: RESTAMP, params: [JSON.stringify(pairs)] },
    { sql: "UPDATE me SET ticks = ?1", params: [base + pairs.length] },
  ]);
  await keepChanges(late.map((change, index) => ({ ...change, stamp: pairs[index][1] })), old);
  await batch([{ sql: "DELETE FROM local WHERE key = 'restamped'" }]);
}
