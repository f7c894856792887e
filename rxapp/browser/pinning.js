/* Hands the keys and revoked diplomas of this device's database to the check page, which opens without a database. */
import { watch } from "./live.js";
import { pin } from "./pins.js";

const LIST = `SELECT
  (SELECT json_group_array(json_object('key', key, 'public', public, 'valid_until', valid_until,
    'revoked_on', revoked_on)) FROM site_key) AS keys,
  (SELECT json_group_array(DISTINCT diploma) FROM revoked_diploma) AS revoked,
  (SELECT value FROM local WHERE key = 'last_sync') AS synced_at`;

/** Begin to follow the database; without a sync there is nothing to pin. */
export function startPinning() {
  watch(LIST, [], ([row]) => {
    if (!row?.synced_at) return;
    pin("device", { keys: JSON.parse(row.keys), revoked: JSON.parse(row.revoked) }, row.synced_at);
  });
}
