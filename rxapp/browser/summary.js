/* The state of this device in one object, for the sync status that is always in sight (see `status.js`). */
import { read, state } from "./core/database.js";
import { momentOf } from "./core/clock.js";
import { translate } from "./words/language.js";
import { keptChanges } from "./core/keeper.js";
import { observable, useObservable } from "./core/observable.js";
import { problem, showProblem } from "./core/problem.js";
import { watch } from "./core/live.js";
import { syncing } from "./core/sync.js";
import { updateReady } from "./core/update.js";

const COUNTS = `SELECT count(*) FILTER (WHERE status = 'unsent') AS unsent,
    min(stamp) FILTER (WHERE status = 'unsent') AS oldest, count(*) FILTER (WHERE status = 'refused') AS refused,
    (SELECT value FROM local WHERE key = 'last_sync') AS last_sync
  FROM change WHERE status <> 'accepted'`;
const NEEDS_HELP = ["unknown-device", "other-site", "outdated"];
// On the way to the server nothing is in danger; a minute later this device is alone with it.
const ALONE_AFTER = 60_000;
const NOTHING = { unsent: 0, oldest: null, refused: 0, last_sync: null };

/** What `useStatus` gives. */
export const status = observable(describe(NOTHING, true, true));
let counts = NOTHING;
let persistent = true;

/** Give {state, unsent, oldest, refused, notices, lastSync, online, syncing, reason, problem, updateReady}.

    `state` is "starting", "saved", "waiting", "attention", "readonly" or "unenrolled"; moments are ISO texts or null. */
export function useStatus() {
  return useObservable(status);
}

/** Begin to follow everything that the status tells. */
export function startStatus() {
  const refresh = () => status.set(describe(counts, persistent, navigator.onLine));
  [state, syncing, updateReady, problem].forEach((watched) => watched.subscribe(refresh));
  ["online", "offline"].forEach((change) => addEventListener(change, refresh));
  watch(COUNTS, [], ([row]) => {
    counts = row;
    refresh();
  });
  keepForGood().then((granted) => {
    persistent = granted;
    refresh();
  });
  refresh();
}

// Browsers that are short of space delete what is not persistent, without asking.
async function keepForGood() {
  return (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.()) || false;
}

function describe(counts, persistent, online) {
  const { unsent, oldest, refused, last_sync } = counts;
  return {
    ...summary(counts, persistent),
    unsent,
    oldest: oldest && momentOf(oldest),
    refused,
    notices: refused,
    lastSync: last_sync,
    online,
    syncing: syncing.get().syncing,
    problem: problem.get(),
    updateReady: updateReady.get(),
  };
}

function summary({ unsent, oldest, refused }, persistent) {
  const { step, reason } = state.get();
  const failed = syncing.get().reason;
  if (step !== "open") return { state: step, reason };
  if (refused) return { state: "attention", reason: "refused" };
  if (NEEDS_HELP.includes(failed)) return { state: "attention", reason: failed };
  const isAlone = unsent && Date.now() - Date.parse(momentOf(oldest)) > ALONE_AFTER;
  if (isAlone && !persistent) return { state: "attention", reason: "not-persistent" };
  return { state: unsent ? "waiting" : "saved", reason: "" };
}

/** Save what the server does not have, and what it refused, to a file of this device. */
export async function saveUnsent() {
  try {
    const changes = await everythingWaiting();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ changes }, null, 1)], { type: "application/json" }));
    link.download = `leerplein-${new Date().toISOString().slice(0, 16).replace(":", "")}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  } catch (error) {
    showProblem(error, translate("Het bestand kon niet gemaakt worden."));
  }
}

// Where the database does not open any more, the second copy still does.
async function everythingWaiting() {
  if (state.get().step !== "open") return keptChanges();
  return read("SELECT * FROM change WHERE status <> 'accepted' ORDER BY seq");
}
