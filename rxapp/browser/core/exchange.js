/* One request to the server and its reply: push what is unsent, pull what is new.

       unsent changes, rows to fold again ──► POST /api/sync ──► verdicts, changes, refolds, cursor

   1. The reply takes effect together: verdicts, folds and cursor are one transaction.  Pulled changes may come in
      transactions before it, since the cursor has not moved yet and a repeated change does nothing.
   2. A patch travels as the text it is; nothing here reads one.
   3. A change leaves the second copy only after its verdict is on the disk, or when it was forgotten.
   4. A row whose change was refused stays `stale` until the server's own log of it is here. */
import { batch, read, readMe } from "./database.js";
import { offsetAfter, ticksOf } from "./clock.js";
import { FOLD } from "./fold.js";
import { keepChanges } from "./keeper.js";
import { reconcile } from "./mirror.js";
import { post } from "./request.js";
import { restampLate } from "./restamp.js";

const COUNT = 2000;
const BYTES = 4_000_000;
const AT_ONCE = 2000;
// The name of the compiled file is different for every build.
const BUILD = import.meta.url.split("/").at(-1);
const STAMPED_AGAIN = ["clock", "clone"];
const COLUMNS = "stamp, author, part, tbl, row, kind, schema, patch";
// A patch over the server's limit is refused however much of it comes; whole, it might fit in no request at all.
const UNSENT = `SELECT stamp, author, part, tbl, row, kind, schema, substr(patch, 1, 200000) AS patch FROM change
  WHERE status <> 'accepted' AND status = 'unsent' ORDER BY seq LIMIT ?1`;
const INSERT = `INSERT INTO change (${COLUMNS}, status)
  SELECT value ->> 'stamp', value ->> 'author', value ->> 'part', value ->> 'tbl', value ->> 'row', value ->> 'kind',
    value ->> 'schema', value ->> 'patch', 'accepted'
  FROM json_each(?1) WHERE true ON CONFLICT (stamp) DO NOTHING`;

/** Do one exchange of at most `count` changes; gives {reply, pushed, left, stale}: what the server said, how many
    changes were sent, how many still wait, and whether rows have to be folded again.  Without a reply because the
    device is revoked, `reply` is null. */
export async function exchange(count = COUNT) {
  const me = await readMe();
  const changes = fitting(await read(UNSENT, [count]));
  const refold = await read("SELECT tbl, row FROM stale LIMIT 500");
  const sentAt = Date.now();
  const reply = await post("/api/sync", await request(me, changes, refold)).catch((error) => keptAside(error, changes));
  if (!reply) await handOver(changes);
  else await apply(me, reply, offsetAfter(me.clock_offset, sentAt, Date.now(), reply.server_time));
  const [{ stale }] = await read("SELECT EXISTS (SELECT 1 FROM stale) AS stale");
  return { reply, pushed: changes.length, left: await countUnsent(), stale };
}

function keptAside(error, changes) {
  if (error.code === "revoked" && error.reply.kept >= changes.length) return null;
  throw error;
}

async function handOver(changes) {
  const stamps = changes.map(({ stamp }) => stamp);
  await batch([json(HAND_OVER, stamps)]);
  await keepChanges([], stamps);
}

async function request(me, changes, refold) {
  const { site, epoch, schema, scope_version, cursor: since } = me;
  const rows = refold.map(({ tbl, row }) => [tbl, row]);
  return { site, epoch, schema, scope_version, since, changes, refold: rows, report: await report(changes) };
}

async function report(changes) {
  const [storage, persistent] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
  const oldest = changes.length ? changes[0].stamp : null;
  return { unsent: await countUnsent(), oldest, storage: storage.usage ?? 0, persistent, app: BUILD };
}

function fitting(changes) {
  let bytes = 0;
  const end = changes.findIndex((change, index) => (bytes += 2 * change.patch.length + 300) > BYTES && index > 0);
  return end < 0 ? changes : changes.slice(0, end);
}

/** Count the changes that wait for the server. */
export async function countUnsent() {
  const [{ n }] = await read("SELECT count(*) AS n FROM change WHERE status <> 'accepted' AND status = 'unsent'");
  return n;
}

async function apply(me, reply, offset) {
  const folded = reply.refold.flatMap(({ changes }) => changes);
  const pulled = [...reply.changes, ...folded];
  for (let from = 0; from < pulled.length; from += AT_ONCE) await insert(pulled.slice(from, from + AT_ONCE));
  const rows = reply.refold.map(({ tbl, row }) => ({ tbl, row }));
  const refused = reply.verdicts.filter(({ verdict }) => verdict === "refused");
  const accepted = reply.verdicts.filter(({ verdict }) => verdict !== "refused").map(({ stamp }) => stamp);
  await batch([
    json(ACCEPT, accepted),
    json(REFUSE, refused),
    json(STALE, refused),
    ...(rows.length ? [json(REFOLD, rows)] : []),
    json(ANSWERED, rows),
    { sql: "UPDATE me SET clock_offset = ?1", params: [offset] },
    { sql: "UPDATE me SET cursor = ?1 WHERE cursor = ?2", params: [reply.cursor, me.cursor] },
    { sql: LAST_SYNC, params: [new Date().toISOString()] },
  ]);
  await keepChanges([], reply.verdicts.filter(({ reason }) => !STAMPED_AGAIN.includes(reason)).map(({ stamp }) => stamp));
  if (pulled.some(({ kind }) => kind === "forget")) await reconcile();
  await restampLate();
}

const STAMPS = "(SELECT value FROM json_each(?1))";
const ACCEPT = `UPDATE change SET status = 'accepted', reason = NULL WHERE stamp IN ${STAMPS}`;
const HAND_OVER = `UPDATE change SET status = 'refused', reason = 'revoked' WHERE stamp IN ${STAMPS}`;
// The server gives the rows of refused changes along; those that it has no room for are asked for at the next exchange.
const STALE = `INSERT INTO stale (tbl, row) SELECT tbl, row FROM change
  WHERE stamp IN (SELECT value ->> 'stamp' FROM json_each(?1)) AND reason <> 'malformed' ON CONFLICT DO NOTHING`;
// SQLite prepares it for every table, even when there is no row.
const REFOLD = "INSERT INTO refold (tbl, row) SELECT value ->> 'tbl', value ->> 'row' FROM json_each(?1)";
const ANSWERED = `DELETE FROM stale
  WHERE (tbl, row) IN (SELECT value ->> 'tbl', value ->> 'row' FROM json_each(?1))`;
const LAST_SYNC = "INSERT INTO local (key, value) VALUES ('last_sync', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1";

// What was erased is erased here as well: the refusal stays, its values do not.
const REFUSE = `UPDATE change SET status = 'refused', reason = verdict.reason,
    patch = iif(verdict.reason = 'forgotten', '{}', patch)
  FROM (SELECT value ->> 'stamp' AS stamp, value ->> 'reason' AS reason FROM json_each(?1)) AS verdict
  WHERE change.stamp = verdict.stamp`;

function json(sql, value) {
  return { sql, params: [JSON.stringify(value)] };
}

// What is written from now on comes after all that could be seen, also when this is the last that comes for a while.
async function insert(changes) {
  const ticks = changes.reduce((most, { stamp }) => Math.max(most, ticksOf(stamp)), 0);
  await batch([json(INSERT, changes), FOLD, { sql: "UPDATE me SET ticks = max(ticks, ?1)", params: [ticks] }]);
}
