/* The second place of what may not get lost, apart from SQLite: an IndexedDB of three small stores.

   outbox    stamp -> a change that the server has not answered yet
   pointer   "database" -> {name, site, replica, learner}: the file that counts, and whose phone this is, if it is one;
             "device" -> what the enrolment answered
   attempts  staff id -> {count, until} after wrong PINs

   Every write is on the disk before its promise is kept. */

const STORES = { outbox: { keyPath: "stamp" }, pointer: {}, attempts: {} };
const NAME = "leerplein";
let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const [name, options] of Object.entries(STORES)) request.result.createObjectStore(name, options);
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      // Another tab that wipes this device may not have to wait for this one.
      request.result.onversionchange = forgetConnection;
      request.result.onclose = forgetConnection;
      resolve(request.result);
    };
  });
  opened.catch(forgetConnection);
  return opened;
}

function forgetConnection(event) {
  event?.target?.close?.();
  opened = null;
}

async function transact(names, mode, work) {
  const connection = await open();
  return new Promise((resolve, reject) => {
    const transaction = connection.transaction(names, mode, { durability: "strict" });
    const request = work(...names.map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

function putAll(store, changes) {
  changes.forEach((change) => store.put(change));
}

/** Keep changes, and drop those with these stamps, together. */
export async function keepChanges(changes, dropped = []) {
  if (!changes.length && !dropped.length) return;
  await transact(["outbox"], "readwrite", (outbox) => {
    putAll(outbox, changes);
    if (dropped.length) dropAll(outbox, dropped);
  });
}

// What was sent together stands together, and one range goes fifty times as fast as a thousand keys.
function dropAll(outbox, stamps) {
  const known = new Set(stamps);
  const sorted = [...known].sort();
  const range = IDBKeyRange.bound(sorted[0], sorted.at(-1));
  outbox.getAllKeys(range).onsuccess = ({ target }) => {
    if (target.result.every((stamp) => known.has(stamp))) outbox.delete(range);
    else known.forEach((stamp) => outbox.delete(stamp));
  };
}

/** Give every kept change, in order of stamp. */
export function keptChanges() {
  return transact(["outbox"], "readonly", (outbox) => outbox.getAll());
}

/** Give the file that counts, or undefined on a device that has none. */
export function readPointer() {
  return transact(["pointer"], "readonly", (pointer) => pointer.get("database"));
}

/** Make another file the one that counts, and bring the kept changes to its stamps, in one step. */
export async function writePointer(value, changes = [], dropped = []) {
  await transact(["pointer", "outbox"], "readwrite", (pointer, outbox) => {
    dropped.forEach((stamp) => outbox.delete(stamp));
    putAll(outbox, changes);
    pointer.put(value, "database");
  });
}

/** Give what the enrolment answered, or undefined. */
export function readDevice() {
  return transact(["pointer"], "readonly", (pointer) => pointer.get("device"));
}

/** Remember what the enrolment answered, so that an interrupted first download can go on. */
export async function writeDevice(value) {
  await transact(["pointer"], "readwrite", (pointer) => pointer.put(value, "device"));
}

/** Give the wrong PINs of a person so far. */
export async function readAttempts(staff) {
  return (await transact(["attempts"], "readonly", (attempts) => attempts.get(staff))) ?? { count: 0, until: 0 };
}

/** Remember the wrong PINs of a person; a count of 0 forgets them. */
export async function writeAttempts(staff, value) {
  await transact(["attempts"], "readwrite", (attempts) =>
    value.count ? attempts.put(value, staff) : attempts.delete(staff),
  );
}

/** Delete all of it. */
export async function wipeKeeper() {
  (await opened)?.close();
  opened = null;
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = resolve;
    request.onerror = () => reject(request.error);
  });
}
