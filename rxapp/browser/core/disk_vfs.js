/* SQLite's way to a file that `disk.js` holds open: plain calls in this worker, where SQLite's own way asks a second
   worker for every page.

   1. A commit is on the disk: SQLite keeps its journal as ever, and each of its syncs is a flush.
   2. The journal is emptied when a transaction is over, so nothing of what was erased stays in it.
   3. There is no lock to ask for: whoever has the files open is the only one. */

const NAME = "leerplein";
const SECTOR = 4096;

/** Let SQLite read and write the files in the Map `open`; gives the name of this way. */
export function installVfs(sqlite3, open) {
  const { capi, wasm, vfs } = sqlite3;
  const names = new Map();
  const io = new capi.sqlite3_io_methods();
  io.$iVersion = 1;
  const system = new capi.sqlite3_vfs();
  const usual = new capi.sqlite3_vfs(capi.sqlite3_vfs_find(null));
  Object.assign(system, { $iVersion: 2, $szOsFile: capi.sqlite3_file.structInfo.sizeof, $mxPathname: 512 });
  Object.assign(system, { $zName: wasm.allocCString(NAME), $xRandomness: usual.$xRandomness, $xSleep: usual.$xSleep });
  const methods = { ...nameMethods(sqlite3, open, names, io.pointer), ...clockMethods(wasm) };
  vfs.installVfs({
    io: { struct: io, methods: fileMethods(sqlite3, (file) => open.get(names.get(file)), (file) => names.delete(file)) },
    vfs: { struct: system, methods },
  });
  return NAME;
}

function fileMethods({ capi, wasm }, opened, forget) {
  const bytes = (pointer, length) => wasm.heap8u().subarray(Number(pointer), Number(pointer) + length);
  const read = (file, pointer, length, offset) => {
    const got = opened(file).read(bytes(pointer, length), { at: Number(offset) });
    if (got === length) return 0;
    bytes(pointer, length).fill(0, got);
    return capi.SQLITE_IOERR_SHORT_READ;
  };
  const write = (file, pointer, length, offset) =>
    opened(file).write(bytes(pointer, length), { at: Number(offset) }) === length ? 0 : capi.SQLITE_IOERR_WRITE;
  return {
    xRead: orFault(capi.SQLITE_IOERR_READ, read),
    xWrite: orFault(capi.SQLITE_IOERR_WRITE, write, capi.SQLITE_FULL),
    xTruncate: orFault(capi.SQLITE_IOERR_TRUNCATE, (file, size) => opened(file).truncate(Number(size)), capi.SQLITE_FULL),
    xSync: orFault(capi.SQLITE_IOERR_FSYNC, (file) => opened(file).flush()),
    xFileSize: orFault(capi.SQLITE_IOERR_FSTAT, (file, out) => void wasm.poke64(out, BigInt(opened(file).getSize()))),
    xClose: (file) => (forget(file), 0),
    xLock: () => 0,
    xUnlock: () => 0,
    xCheckReservedLock: (file, out) => (wasm.poke32(out, 0), 0),
    xFileControl: () => capi.SQLITE_NOTFOUND,
    xSectorSize: () => SECTOR,
    xDeviceCharacteristics: () => capi.SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN,
  };
}

function nameMethods({ capi, wasm }, open, names, methods) {
  const openFile = (system, name, file, flags, out) => {
    // Without a name it is a file for a while; those are kept in memory.
    if (!name || !open.has(wasm.cstrToJs(name))) return capi.SQLITE_CANTOPEN;
    names.set(file, wasm.cstrToJs(name));
    const made = new capi.sqlite3_file(file);
    made.$pMethods = methods;
    made.dispose();
    if (out) wasm.poke32(out, flags);
    return 0;
  };
  const exists = (name) => open.get(wasm.cstrToJs(name))?.getSize() > 0;
  return {
    xOpen: openFile,
    xDelete: orFault(capi.SQLITE_IOERR_DELETE, (system, name) => open.get(wasm.cstrToJs(name)).truncate(0)),
    xAccess: orFault(capi.SQLITE_IOERR_ACCESS, (system, name, flags, out) => void wasm.poke32(out, exists(name) ? 1 : 0)),
    xFullPathname: (system, name, size, out) => (wasm.cstrncpy(out, name, size) < size ? 0 : capi.SQLITE_CANTOPEN),
    xGetLastError: () => 0,
  };
}

function clockMethods(wasm) {
  const day = 86_400_000;
  const epoch = 2440587.5;
  return {
    xCurrentTime: (system, out) => (wasm.poke(out, epoch + Date.now() / day, "double"), 0),
    xCurrentTimeInt64: (system, out) => (wasm.poke64(out, BigInt(epoch * day + Date.now())), 0),
  };
}

// An error may not fly through SQLite; a full disk has a code of its own.
function orFault(code, work, full = code) {
  return (...given) => {
    try {
      return work(...given) ?? 0;
    } catch (error) {
      return error.name === "QuotaExceededError" ? full : code;
    }
  };
}
