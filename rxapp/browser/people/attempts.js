/* Wrong PINs and pictures: whoever tries again waits longer and longer, also after a restart. */
import { readAttempts, writeAttempts } from "../core/keeper.js";

const FREE_TRIES = 3;
const FIRST_WAIT = 5000;
const LONGEST_WAIT = 5 * 60 * 1000;

/** Give how many ms are left before another try for this person. */
export async function timeToWait(who) {
  const { until } = await readAttempts(who);
  return Math.min(until - Date.now(), LONGEST_WAIT);
}

/** Note a wrong try; gives how many ms to wait before the next. */
export async function noteWrong(who) {
  const count = (await readAttempts(who)).count + 1;
  const wait = count < FREE_TRIES ? 0 : Math.min(FIRST_WAIT * 2 ** (count - FREE_TRIES), LONGEST_WAIT);
  await writeAttempts(who, { count, until: Date.now() + wait });
  return wait;
}

/** Forget the wrong tries of who was right. */
export function noteRight(who) {
  return writeAttempts(who, { count: 0 });
}
