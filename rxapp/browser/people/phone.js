/* A learner's own phone: the first time its card fetches what belongs to that learner, later it opens by itself.

   The phone remembers the hash of its card, so that scanning the same card again works without a network. */
import { isOpen, read, state } from "../core/database.js";
import { firstCopy } from "./enrol.js";
import { countUnsent } from "../core/exchange.js";
import { readDevice, writeDevice } from "../core/keeper.js";
import { post } from "../core/request.js";
import { syncNow } from "../core/sync.js";

const DUTY = "learner";

/** Give whose phone this is, or undefined on a tablet and on a device that nobody enrolled. */
export async function ownLearner() {
  if (state.get().step !== "open") return undefined;
  const [me] = await read("SELECT duties, (SELECT id FROM learner) AS learner FROM me");
  return me?.duties === DUTY ? me.learner : undefined;
}

/** Make this the phone of the card with this secret; gives {learner}, or {step} that says why not. */
export async function openPhone(secret, hash) {
  const known = await readDevice();
  const own = await ownLearner();
  if (own && known?.card === hash) return { learner: own };
  try {
    if (own && (await countUnsent())) await syncNow();
    const device = await post("/api/card", { secret });
    await writeDevice({ ...device, card: hash });
    if (own !== device.learner) await firstCopy(device);
    return isOpen() ? { learner: await ownLearner() } : { step: "failed" };
  } catch (error) {
    return { step: STEPS[error.status] ?? "failed" };
  }
}

const STEPS = { 0: "offline", 404: "unknown", 429: "slow" };
