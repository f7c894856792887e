/* Live queries: rows that follow the database, shared by every component that asks for the same.

   1. What is asked in one moment is read in one message and shown in one paint.
   2. A query is read again when a table that it reads was written to, by this tab, another one or the sync. */
import { useSyncExternalStore } from "react";
import { client, state } from "./database.js";
import { showProblem } from "./problem.js";
import { translate } from "../words/language.js";

const NONE = [];
const KEEP_FOR = 30000;
const TABLES_USED = "SELECT name FROM tables_used(?1) WHERE type = 'table'";
const queries = new Map();
const asked = new Set();
const tablesOf = new Map();
let connected = null;

/** Give the rows of a query, always the same array until they change; before the first result an empty one. */
export function useLive(sql, params) {
  const query = queryFor(sql, params);
  return useSyncExternalStore(query.subscribe, query.rows, () => NONE);
}

/** Say whether `useLive` with the same query has had its first result. */
export function useReady(sql, params) {
  const query = queryFor(sql, params);
  return useSyncExternalStore(query.subscribe, query.ready, () => false);
}

/** Call `listener` with the rows now and whenever they change, outside React; gives the function that stops it. */
export function watch(sql, params, listener) {
  const query = queryFor(sql, params);
  const tell = () => query.ready() && listener(query.rows());
  const stop = query.subscribe(tell);
  tell();
  return stop;
}

function queryFor(sql, params = []) {
  const bound = params.map((value) => value ?? null);
  const key = JSON.stringify([sql, bound]);
  if (!queries.has(key)) queries.set(key, makeQuery(key, sql, bound));
  return queries.get(key);
}

function makeQuery(key, sql, params) {
  const listeners = new Set();
  let rows = null;
  let leaving = null;
  const query = {
    sql,
    params,
    rows: () => rows ?? NONE,
    ready: () => rows !== null,
    isUsed: () => listeners.size > 0 || leaving !== null,
    receive(fresh) {
      const kept = keepEqual(rows, fresh);
      if (kept === rows) return;
      rows = kept;
      listeners.forEach((listener) => listener());
    },
    subscribe(listener) {
      clearTimeout(leaving);
      leaving = null;
      if (!listeners.size && rows === null) ask(query);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (!listeners.size) leaving = setTimeout(() => queries.delete(key), KEEP_FOR);
      };
    },
  };
  return query;
}

function ask(query) {
  if (!asked.size) queueMicrotask(readAsked);
  asked.add(query);
}

function readAsked() {
  const together = [...asked];
  asked.clear();
  if (connected) readTogether(together);
}

async function readTogether(together) {
  const from = connected;
  const unknown = [...new Set(together.map(({ sql }) => sql))].filter((sql) => !tablesOf.has(sql));
  const reads = [...unknown.map((sql) => ({ sql: TABLES_USED, params: [sql] })), ...together];
  try {
    const results = await from.batch(() => reads.map(({ sql, params }) => ({ sql, params })));
    if (from !== connected) return;
    unknown.forEach((sql, index) => tablesOf.set(sql, new Set(results[index].map(({ name }) => name))));
    together.forEach((query, index) => query.receive(results[unknown.length + index]));
  } catch (error) {
    if (from !== connected) return;
    if (together.length > 1) together.forEach((query) => readTogether([query]));
    else showProblem(error, translate("Er kon iets niet gelezen worden. Laad de pagina opnieuw."));
  }
}

function readAgain({ data }) {
  const isTouched = ({ sql }) => !tablesOf.has(sql) || data.tables.some((name) => tablesOf.get(sql).has(name));
  queries.forEach((query) => query.isUsed() && isTouched(query) && ask(query));
}

function connect() {
  const current = state.get().step === "open" ? client() : null;
  if (current === connected) return;
  connected = current;
  connected?.effectsChannel.addEventListener("message", readAgain);
  tablesOf.clear();
  queries.forEach((query) => query.isUsed() && ask(query));
}

state.subscribe(connect);
connect();

// Rows that did not change stay the same objects, so React leaves what shows them alone.
function keepEqual(old, fresh) {
  if (!old) return fresh;
  const rows = fresh.map((row, index) => (isEqual(old[index], row) ? old[index] : row));
  return rows.length === old.length && rows.every((row, index) => row === old[index]) ? old : rows;
}

function isEqual(old, row) {
  return old !== undefined && Object.keys(row).every((name) => old[name] === row[name]);
}
