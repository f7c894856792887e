/* A decision by SQL, its write, and the answer for eye and ear.

   Calls on one channel run one after another, so each decides on what the one before it wrote. */
import { codeValues } from "../scanning/codes.js";
import { read } from "./database.js";
import { translate } from "../words/language.js";
import { observable, useObservable } from "./observable.js";
import { clearProblem, showProblem } from "./problem.js";
import { playTone } from "../words/sound.js";
import { bind, newId, record } from "./write.js";

const NOTHING = {};
const channels = new Map();
let number = 0;

function channelFor(name) {
  if (!channels.has(name)) channels.set(name, { result: observable(NOTHING), queue: Promise.resolve() });
  return channels.get(name);
}

/** Read one row of `decision`, record `writes[row.action]` with its columns and `values`, publish the row.

    Statements are {sql, names}.  A scanned `code` is given as `code` and `card_hash` (see `codes.js`).  Gives whether
    it worked. */
export function perform(channel, decision, writes, values, then = []) {
  const started = performance.now();
  const { queue } = channelFor(channel);
  const done = queue.then(() => decide(channel, decision, writes, values, started));
  channelFor(channel).queue = done;
  return done.then((worked) => {
    if (worked) then.forEach((handler) => handler());
    return worked;
  });
}

async function decide(channel, decision, writes, values, started) {
  try {
    const given = { ...values, ...(await codeValues(values.code)), new_id: newId() };
    const [{ sql, params }] = bind([decision], given);
    const [row] = await read(sql, params);
    if (!row) throw new Error(`The decision of ${channel} gave no row.`);
    const statements = writes[row.action];
    const answer = () => publish(channel, row, started);
    if (!statements) answer();
    else await record(bind(statements, { ...given, ...row, new_id: given.new_id }), answer);
    clearProblem();
    return true;
  } catch (error) {
    clearResult(channel);
    playTone("ask");
    showProblem(error, translate("Dit kon niet bewaard worden. Er is niets genoteerd. Probeer het nog eens."));
    return false;
  }
}

// `number` makes two equal answers differ, so that the second is announced too.
function publish(channel, row, started) {
  channelFor(channel).result.set({ ...row, number: ++number });
  afterPaint(() => {
    performance.measure(`perform:${channel}`, { start: started, end: performance.now() });
    playTone(row.tone);
  });
}

// A message that is sent before painting arrives after it.
function afterPaint(work) {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = work;
    port2.postMessage(null);
  });
}

/** Give the last row that was published on a channel, or an empty object. */
export function useResult(channel) {
  return useObservable(channelFor(channel).result);
}

/** Take the published row away. */
export function clearResult(channel) {
  channelFor(channel).result.set(NOTHING);
}
