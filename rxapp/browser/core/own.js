/* Which changes are this device's own: every copy of the database that it ever had stamped with a name of its own. */
import { isOpen, read } from "./database.js";

/** SQL that gives the names: of the copy in use, and of those before it. */
export const OWN_REPLICAS = `SELECT replica AS id FROM me
  UNION SELECT old.value FROM local, json_each(local.value) AS old WHERE local.key = 'replicas'`;

// A request to enrol is small; nobody has so many copies of the last weeks.
const WRITTEN = `SELECT DISTINCT substr(stamp, 18) AS id FROM change WHERE substr(stamp, 18) IN (${OWN_REPLICAS}) LIMIT 100`;

/** Give the names under which this device wrote what it still has, for a server that may not know it any more. */
export async function ownReplicas() {
  return isOpen() ? (await read(WRITTEN)).map(({ id }) => id) : [];
}
