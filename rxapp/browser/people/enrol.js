/* Making this browser a device of a learning place: a one-time code, then the first copy of the database. */
import { useEffect } from "react";
import { opened, state } from "../core/database.js";
import { readDevice, readPointer, writeDevice } from "../core/keeper.js";
import { translate } from "../words/language.js";
import { observable, useObservable } from "../core/observable.js";
import { ownReplicas } from "../core/own.js";
import { replaceDatabase } from "../core/replica.js";
import { post } from "../core/request.js";
import { SYNC_LOCK, scheduleSync, syncNow, syncing } from "../core/sync.js";

const IDLE = { step: "idle", progress: 0, siteName: "", message: "" };
// The server does not know this device, or takes it for one of the place whose code was tried before.
const UNKNOWN = ["unknown-device", "other-site"];
const enrolment = observable(IDLE);

/** Give {step, progress, siteName, message}; step is "idle", "asking", "downloading", "done" or "failed", and progress
    counts to 100.  With `fromAddress` a code in the page's address, `…/page#ABCDE-FGHJK`, is used at once. */
export function useEnrol(fromAddress) {
  useEffect(() => {
    if (!fromAddress) return;
    enrolFromAddress();
    // A link with a code that is opened on this very page changes the address only.
    addEventListener("hashchange", enrolFromAddress);
    return () => removeEventListener("hashchange", enrolFromAddress);
  }, [fromAddress]);
  return useObservable(enrolment);
}

/** Enrol with a one-time code.  A device that is already enrolled stays what it is. */
export async function enrol(code) {
  if (["asking", "downloading"].includes(enrolment.get().step)) return;
  enrolment.set({ ...IDLE, step: "asking" });
  try {
    const pointer = await readPointer();
    if (pointer && (await isKnown())) return fail(translate("Dit apparaat is al aangemeld."));
    const device = await post("/api/enrol", { code: String(code ?? "").trim(), replicas: await ownReplicas() });
    if (pointer && pointer.site !== device.site) return fail(translate("Deze code is van een andere plek."));
    await writeDevice(device);
    await firstCopy(device);
  } catch (error) {
    fail(sentence(error));
  }
}

// The page may have been opened by the code's own link: then no sync has told yet.
async function isKnown() {
  await opened();
  await navigator.locks.request(SYNC_LOCK, () => {});
  await syncNow();
  return !UNKNOWN.includes(syncing.get().reason);
}

// The code goes out of the address, so that going back or sharing the page does not use it again.
function enrolFromAddress() {
  const code = decodeURIComponent(location.hash.slice(1));
  if (!code) return;
  history.replaceState(history.state, "", location.pathname);
  enrol(code);
}

/** Go on with a first download that was interrupted. */
export async function resumeEnrolment() {
  const device = await readDevice();
  if (!device || (await readPointer())) return;
  await firstCopy(device).catch((error) => fail(sentence(error)));
}

/** Fetch the first copy of the database of a device that was just enrolled. */
export function firstCopy(device) {
  return navigator.locks.request(SYNC_LOCK, () => fetchFirstCopy(device));
}

/** The same, for who holds the sync lock already. */
export async function fetchFirstCopy(device) {
  const show = (fraction) =>
    enrolment.set({ ...IDLE, step: "downloading", siteName: device.site_name, progress: Math.floor(fraction * 100) });
  show(0);
  await replaceDatabase("enrol", show);
  if (state.get().step !== "open") return fail(translate("Dit apparaat kan niets bewaren. Gebruik een andere browser."));
  enrolment.set({ ...enrolment.get(), step: "done", progress: 100 });
  scheduleSync(0);
}

function fail(message) {
  enrolment.set({ ...enrolment.get(), step: "failed", message });
}

function sentence({ status, code }) {
  if (code === "unknown-code") return translate("Deze code kennen we niet. Kijk of alle letters kloppen.");
  if (status === 410) return translate("Deze code is al gebruikt of te oud. Vraag een nieuwe.");
  if (status === 429) return translate("Er is te vaak geprobeerd. Wacht een paar minuten.");
  if (status === 0) return translate("Er is nu geen internet. Dat is nodig om een apparaat aan te melden.");
  return translate("Het aanmelden lukt niet. Probeer het later nog eens.");
}
