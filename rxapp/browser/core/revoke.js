/* The end of a revoked device: the server has kept what was unsent aside, so everything here goes. */
import { LOCK, batch, enter, isOpen } from "./database.js";
import { countUnsent } from "./exchange.js";
import { keptChanges, wipeKeeper } from "./keeper.js";
import { person } from "../people/person.js";
import { deleteOldFiles } from "./replica.js";
import { post } from "./request.js";
import { announce } from "./tabs.js";

const TRIES = 10;

/** Without a database: let the server keep the second copy aside, then wipe. */
export async function surrender() {
  const changes = await keptChanges();
  await post("/api/sync", { changes }).catch((error) => {
    if (error.code !== "revoked" || error.reply.kept < changes.length) throw error;
  });
  await wipe();
}

/** Wipe database, second copy, caches and drafts; the status then says that this device is revoked.

    What somebody wrote in this very moment stops it: that goes to the server first, at the next sync. */
export async function wipe() {
  const isLast = await navigator.locks.request(LOCK, async () => {
    if (isOpen() && (await countUnsent())) return false;
    // Another tab may have a write waiting for this lock: it finds that this file does not count any more.
    if (isOpen()) await batch([{ sql: "DELETE FROM me" }]);
    enter("readonly", "revoked");
    return true;
  });
  if (isLast) await wipeAll();
}

async function wipeAll() {
  person.set(null);
  announce("wiped");
  localStorage.clear();
  await wipeKeeper();
  for (const name of await caches.keys()) await caches.delete(name);
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  await deleteFiles();
}

// The worker of this tab, and those of other tabs, need a moment to let go of the file.
async function deleteFiles() {
  for (let left = TRIES; left; left--) {
    if (await deleteOldFiles()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
