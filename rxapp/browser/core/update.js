/* A new version of the app: fetched quietly, used when the person says so. */
import { translate } from "../words/language.js";
import { writesDone } from "./leave.js";
import { observable } from "./observable.js";
import { showProblem } from "./problem.js";

const LOOK_EVERY = 60 * 60 * 1000;

/** Whether a new version waits. */
export const updateReady = observable(false);

let registration = null;
let asked = false;

/** Register the service worker, which keeps the whole app on this device, and look for new versions now and then. */
export async function startUpdates() {
  if (!("serviceWorker" in navigator)) return;
  const first = !navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (asked) location.reload();
    else if (!first) updateReady.set(true);
  });
  registration = await register();
  if (!registration) return;
  noticeWaiting();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", noticeWaiting);
  });
  setInterval(lookForUpdate, LOOK_EVERY);
}

async function register() {
  try {
    return await navigator.serviceWorker.register("/worker.js", { updateViaCache: "none" });
  } catch (error) {
    showProblem(error, translate("Deze browser bewaart de app niet. Zonder internet gaat hij straks niet open."));
  }
}

function noticeWaiting() {
  if (registration.waiting && navigator.serviceWorker.controller) updateReady.set(true);
}

/** Look for a new version now; without a network nothing happens. */
export function lookForUpdate() {
  registration?.update().catch(() => {});
}

/** Start the new version; what is being written is finished first. */
export async function applyUpdate() {
  await writesDone();
  asked = true;
  if (registration?.waiting) registration.waiting.postMessage({ type: "SKIP_WAITING" });
  else location.reload();
}
