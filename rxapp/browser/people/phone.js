/* A learner's own phone: the first time its card fetches what belongs to that learner, later it opens by itself.

   The phone remembers the hash of its card, so that scanning the same card again works without a network. */
import { isOpen, readMe, state } from "../core/database.js";
import { fetchFirstCopy } from "./enrol.js";
import { countUnsent } from "../core/exchange.js";
import { readDevice, writeDevice } from "../core/keeper.js";
import { ownReplicas } from "../core/own.js";
import { post } from "../core/request.js";
import { SYNC_LOCK, syncNow, syncing } from "../core/sync.js";

const DUTY = "learner";

/** Give whose phone this is, or undefined on a tablet and on a device that nobody enrolled. */
export async function ownLearner() {
  if (state.get().step !== "open") return undefined;
  const me = await readMe("duties, (SELECT id FROM learner) AS learner");
  return me?.duties === DUTY ? me.learner : undefined;
}

/** Make this the phone of the card with this secret; gives {learner}, or {step} that says why not. */
export async function openPhone(secret, hash) {
  const known = await readDevice();
  const own = await ownLearner();
  if (!own || known?.card !== hash) return enrolPhone(secret, hash, own);
  renewIfForgotten(secret, hash, own);
  return { learner: own };
}

// A server that was put back to before this phone came knows it again by its card.
function renewIfForgotten(secret, hash, own) {
  const stop = syncing.subscribe(({ syncing: busy, reason }) => {
    if (busy) return;
    stop();
    if (reason === UNKNOWN) enrolPhone(secret, hash, own);
  });
  syncNow();
}

async function enrolPhone(secret, hash, own) {
  try {
    const isKnown = own && syncing.get().reason !== UNKNOWN;
    if (isKnown && (await countUnsent())) await syncNow();
    // From the card's answer on this is another device: no tab may sync for it with the data of the former one.
    return await navigator.locks.request(SYNC_LOCK, () => becomePhone(secret, hash, isKnown ? own : undefined));
  } catch (error) {
    return { step: STEPS[error.status] ?? "failed" };
  }
}

async function becomePhone(secret, hash, former) {
  const device = await post("/api/card", { secret, replicas: await ownReplicas() });
  await writeDevice({ ...device, card: hash });
  if (former !== device.learner) await fetchFirstCopy(device);
  return isOpen() ? { learner: await ownLearner() } : { step: "failed" };
}

const UNKNOWN = "unknown-device";
const STEPS = { 0: "offline", 404: "unknown", 429: "slow" };
