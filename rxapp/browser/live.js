/* Live queries: rows that follow the database, shared by every component that asks for the same. */
import { useSyncExternalStore } from "react";
import { client, state } from "./database.js";
import { showProblem } from "./problem.js";
import { translate } from "./language.js";

const NONE = [];
const KEEP_FOR = 30000;
const queries = new Map();
let connected = state.get().generation;

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
  let stop = null;
  let leaving = null;
  const query = {
    rows: () => rows ?? NONE,
    ready: () => rows !== null,
    isUsed: () => listeners.size > 0,
    connect() {
      stop?.();
      stop = client() ? listen(sql, params, receive) : null;
    },
    subscribe(listener) {
      clearTimeout(leaving);
      listeners.add(listener);
      if (!stop) query.connect();
      return () => {
        listeners.delete(listener);
        if (!listeners.size) leaving = setTimeout(leave, KEEP_FOR);
      };
    },
  };
  function receive(fresh) {
    const kept = keepEqual(rows, fresh);
    if (kept === rows) return;
    rows = kept;
    listeners.forEach((listener) => listener());
  }
  function leave() {
    stop?.();
    stop = null;
    queries.delete(key);
  }
  return query;
}

function listen(sql, params, receive) {
  const failed = (error) => showProblem(error, translate("Er kon iets niet gelezen worden. Laad de pagina opnieuw."));
  const { unsubscribe } = client().reactiveQuery({ sql, params }).subscribe(receive, failed);
  return unsubscribe;
}

state.subscribe(({ step, generation }) => {
  if (step !== "open" || generation === connected) return;
  connected = generation;
  queries.forEach((query) => query.isUsed() && query.connect());
});

// Rows that did not change stay the same objects, so React leaves what shows them alone.
function keepEqual(old, fresh) {
  if (!old) return fresh;
  const rows = fresh.map((row, index) => (isEqual(old[index], row) ? old[index] : row));
  return rows.length === old.length && rows.every((row, index) => row === old[index]) ? old : rows;
}

function isEqual(old, row) {
  return old !== undefined && Object.keys(row).every((name) => old[name] === row[name]);
}
