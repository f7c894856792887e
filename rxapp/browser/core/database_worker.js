/* The worker of the database: SQLocal's processor, over a file of the disk that SQLite reads and writes at once.

   Statements stay prepared: most of what a page asks was asked before, and to prepare takes longer than to run. */
import sqlite3InitModule from "@sqlite.org/sqlite-wasm"; // SQLocal's own SQLite
import { SQLiteMemoryDriver, SQLocalProcessor } from "sqlocal";
import { openDisk } from "./disk.js";
import { installVfs } from "./disk_vfs.js";
import { plain } from "./plain.js";

const MOST_PREPARED = 150;

class DiskDriver extends SQLiteMemoryDriver {
  storageType = "opfs";
  prepared = new Map();

  async init(config) {
    const name = config.databasePath;
    this.sqlite3 ??= await this.sqlite3InitModule();
    if (this.db) await this.destroy();
    this.disk ??= await openDisk(name);
    this.vfs ??= installVfs(this.sqlite3, this.disk.open);
    const options = { filename: name, flags: this.getFlags(config), vfs: this.vfs };
    this.db = await this.disk.use(() => new this.sqlite3.oo1.DB(options));
    this.db.createFunction("plain", (_context, text) => plain(text), { deterministic: true });
    this.config = config;
    this.initWriteHook();
  }

  exec(statement) {
    return this.disk.use(() => {
      const { rows, columns } = this.run(statement);
      return { rows: statement.method === "get" ? (rows[0] ?? []) : rows, columns };
    });
  }

  execBatch(statements, method = "transaction") {
    return this.disk.use(() => this.db[method](() => statements.map((statement) => this.run(statement))));
  }

  run({ sql, params = [] }) {
    const statement = this.statement(sql);
    try {
      if (params.length) statement.bind(params);
      const rows = [];
      while (statement.step()) rows.push(statement.get([]));
      const columns = rows.length ? statement.getColumnNames([]) : [];
      statement.reset(true);
      // Some of a PRAGMA happens while it is prepared.
      if (sql.startsWith("PRAGMA")) this.drop(sql);
      return { rows, columns };
    } catch (error) {
      this.drop(sql);
      throw error;
    }
  }

  // The one that was used longest ago makes room.
  statement(sql) {
    const found = this.prepared.get(sql) ?? this.db.prepare(sql);
    this.prepared.delete(sql);
    this.prepared.set(sql, found);
    if (this.prepared.size > MOST_PREPARED) this.drop(this.prepared.keys().next().value);
    return found;
  }

  drop(sql) {
    this.prepared.get(sql).finalize();
    this.prepared.delete(sql);
  }

  async import(database) {
    await this.destroy();
    await this.disk.replace(database);
  }

  isDatabasePersisted() {
    return navigator.storage.persisted();
  }

  closeDb() {
    [...this.prepared.keys()].forEach((sql) => this.drop(sql));
    super.closeDb();
  }
}

const starting = sqlite3InitModule();
const processor = new SQLocalProcessor(new DiskDriver(() => starting));
self.onmessage = (message) => processor.postMessage(message);
processor.onmessage = (message, transfer) => self.postMessage(message, transfer);
