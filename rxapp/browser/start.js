/* What happens once when the app opens in a tab: the database first, then everything that follows it. */
import { enter, openDatabase, readMe, state } from "./core/database.js";
import { resumeEnrolment } from "./people/enrol.js";
import { translate } from "./words/language.js";
import { reconcile } from "./core/mirror.js";
import { person } from "./people/person.js";
import { startPinning } from "./diplomas/pinning.js";
import { showProblem } from "./core/problem.js";
import { deleteOldFiles } from "./core/replica.js";
import { startStatus } from "./summary.js";
import { keepFocus } from "./forms/focus.js";
import { SYNC_LOCK, startSync } from "./core/sync.js";
import { hear } from "./core/tabs.js";
import { startUpdates } from "./core/update.js";
import "./console.js";

async function start() {
  startStatus();
  startPinning();
  hear(follow);
  await openDatabase();
  if (state.get().step === "open") await afterOpening();
  else if (state.get().step === "unenrolled") resumeEnrolment();
  startSync();
  await startUpdates();
  await navigator.locks.request(SYNC_LOCK, { ifAvailable: true }, (lock) => lock && deleteOldFiles());
}

async function afterOpening() {
  await reconcile().catch((error) => showProblem(error, translate("De reservekopie kon niet nagekeken worden.")));
  const { duties } = await readMe("duties");
  if (duties === "learner" && location.pathname === "/") location.replace("/mijn");
}

// Reflex reads this cookie.  Floor pages need no websocket, and without a network it would retry for ever; in the office
// the cookie with the longer path comes first.
function keepOffBackend() {
  const kept = "max-age=34560000; SameSite=Strict";
  document.cookie = `backend-enabled=false; path=/; ${kept}`;
  document.cookie = `backend-enabled=true; path=/kantoor; ${kept}`;
}

function follow(word) {
  if (word === "replaced") openDatabase();
  if (word === "wiped") {
    person.set(null);
    enter("readonly", "revoked");
  }
}

if (typeof window !== "undefined") {
  keepOffBackend();
  keepFocus();
  start().catch((error) => showProblem(error, translate("De app kon niet goed starten. Laad de pagina opnieuw.")));
}
