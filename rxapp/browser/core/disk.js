/* One database file in the browser's private file system, with its journal.

       use(work) ─► the lock of this file ─► both files open ─► work, which reads and writes at once ─► given back

   SQLite wants its bytes at once, and the browser opens a file only after a wait.  So both files are open before SQLite
   begins, and stay so for a moment after: what follows soon, such as the write after a decision, waits for nothing.

   1. One tab at a time, in turn; another one waits LONGEST and a transaction at most.  A tab that dies lets go.
   2. Nothing is read or written outside `use`: then there is no open file. */

const LINGER = 40;
const LONGEST = 200;
// A tab that was just closed may hold its file a moment longer than its lock.
const RETRIES = [0, 10, 50, 200, 500, 1000];

/** Give {open, use, replace} of the file `name`; `open` maps the names of both files to them during `use`. */
export async function openDisk(name) {
  const folder = await navigator.storage.getDirectory();
  const names = [name, `${name}-journal`];
  const handles = await Promise.all(names.map((name) => folder.getFileHandle(name, { create: true })));
  const open = new Map();
  const close = () => {
    open.forEach((file) => file.close());
    open.clear();
  };
  const acquire = async () => {
    try {
      for (const handle of handles) open.set(handle.name, await openFile(handle));
    } catch (error) {
      close();
      throw error;
    }
  };
  const use = inTurns(`leerplein-disk-${name}`, acquire, close);
  return { open, use, replace: (bytes) => use(() => replace(...names.map((name) => open.get(name)), bytes)) };
}

async function openFile(handle) {
  for (const [index, wait] of RETRIES.entries()) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      return await handle.createSyncAccessHandle();
    } catch (error) {
      if (error.name !== "NoModificationAllowedError" || index === RETRIES.length - 1) throw error;
    }
  }
}

function replace(main, journal, bytes) {
  main.truncate(0);
  main.write(new Uint8Array(bytes), { at: 0 });
  main.flush();
  journal.truncate(0);
}

function inTurns(lock, acquire, close) {
  let taking = null;
  let letGo = null;
  let since = 0;
  let users = 0;
  let timer;

  const hold = async (taken) => {
    await acquire();
    since = performance.now();
    await new Promise((done) => {
      letGo = done;
      taken();
    });
    close();
  };
  const take = () =>
    new Promise((resolve, reject) => {
      navigator.locks.request(lock, () => hold(resolve)).catch((error) => {
        taking = null;
        reject(error);
      });
    });
  const giveBack = () => {
    taking = null;
    letGo?.();
    letGo = null;
  };

  return async (work) => {
    users += 1;
    clearTimeout(timer);
    try {
      await (taking ??= take());
      return await work();
    } finally {
      users -= 1;
      if (!users && performance.now() - since > LONGEST) giveBack();
      else if (!users) timer = setTimeout(giveBack, LINGER);
    }
  };
}
