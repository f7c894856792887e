/* Build step: SQLite without its own ways to keep a file in a browser, for `core/disk_vfs.js` is the only one in use.

   Each of them is one initializer of SQLite's module; without the three a first visit is 13 kB smaller. */

const INITIALIZER = /^\t\tglobalThis\.sqlite3ApiBootstrap\.initializers\.push\(function\(sqlite3\) \{\n.*?^\t\t\}\);$/gms;
const UNUSED = ["const installOpfsVfs = ", "sqlite3.installOpfsSAHPoolVfs = ", 'sqlite3_vfs_find("kvvfs")'];

function withoutUnused(code) {
  const found = code.match(INITIALIZER) ?? [];
  const unused = UNUSED.map((mark) => found.find((initializer) => initializer.includes(mark)));
  if (unused.includes(undefined)) throw new Error("SQLite's module looks different now: see rxapp/browser/lean_sqlite.js.");
  return unused.reduce((rest, initializer) => rest.replace(initializer, () => ""), code);
}

/** The Vite plugin, for pages and for workers. */
export default function leanSqlite() {
  return {
    name: "lean-sqlite",
    config: () => ({ worker: { plugins: () => [leanSqlite()] } }),
    transform: (code, id) => (id.includes("sqlite-wasm/dist/index.mjs") ? { code: withoutUnused(code), map: null } : null),
  };
}
