/* Hands keys and revoked diplomas to the check page, which opens without a database: those of this device's database,
   and on a phone that has none those of the server, so that it checks its first diploma without a network too. */
import { state } from "../core/database.js";
import { watch } from "../core/live.js";
import { pin } from "./pins.js";
import { call } from "../core/request.js";

const LIST = `SELECT
  (SELECT json_group_array(json_object('key', key, 'public', public, 'valid_until', valid_until,
    'revoked_on', revoked_on)) FROM site_key) AS keys,
  (SELECT json_group_array(DISTINCT diploma) FROM revoked_diploma) AS revoked,
  (SELECT value FROM local WHERE key = 'last_sync') AS synced_at`;

/** Begin to follow the database; without a sync there is nothing to pin of it. */
export function startPinning() {
  const stop = state.subscribe(({ step }) => {
    if (step === "starting") return;
    if (step === "unenrolled") fetchPins();
    stop();
  });
  watch(LIST, [], ([row]) => {
    if (!row?.synced_at) return;
    pin("device", { keys: JSON.parse(row.keys), revoked: JSON.parse(row.revoked) }, row.synced_at);
  });
}

// Without an answer now, the next opening of the app or of the check page asks again.
async function fetchPins() {
  const list = await call("/api/diploma-keys", { credentials: "omit" }).then((answer) => answer.json()).catch(() => null);
  if (list) pin("server", list, new Date().toISOString());
}
