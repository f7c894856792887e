/* Which changes are this device's own: every copy of the database that it ever had stamped with a name of its own. */

/** SQL that gives the names: of the copy in use, and of those before it. */
export const OWN_REPLICAS = `SELECT replica AS id FROM me
  UNION SELECT old.value FROM local, json_each(local.value) AS old WHERE local.key = 'replicas'`;
