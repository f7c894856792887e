/* A learner at this device: by card, by secret picture, or on the own phone.

       arriving ─► open                     the own phone
                ─► closed ─► checking ─► open ─► closed   on a shared tablet, after "klaar" or a minute without a touch
                                      ─► unknown, revoked        a card that opens nothing
                                      ─► wrong, waiting          another picture than the secret one
                                      ─► offline, slow, failed   a phone's first time needs the server

   1. Opening the own page signs staff out: the tablet is handed over.  Signing in closes the page.
   2. A card's secret leaves the address at once, and this device only to open a phone's page for the first time.
   3. The own phone stays open without a network; it is wiped when its card is revoked (see `revoke.js`). */
import { noteRight, noteWrong, timeToWait } from "./attempts.js";
import { codeValues } from "../scanning/codes.js";
import { isOpen, opened, read, state } from "../core/database.js";
import { holder } from "./holder.js";
import { noteActivity, watchIdle } from "./idle.js";
import { observable, useObservable } from "../core/observable.js";
import { person } from "./person.js";
import { openPhone, ownLearner } from "./phone.js";
import { fitsPin } from "./pin.js";
import { clearProblem } from "../core/problem.js";
import { playTone } from "../words/sound.js";
import { hush } from "../words/speech.js";
import { signOut } from "./staff.js";
import "../start.js";

const COVER_AFTER = 60000;
const WARN_AFTER = 45000;
const LOOK_EVERY = 1000;
const CLOSED = { step: "closed", learner: "", own: false, shared: false, warning: false, wait: 0 };
const ARRIVING = { ...CLOSED, step: "arriving" };
const NOT_OPENED = ["unknown", "revoked", "wrong", "waiting"];

/** What `useLearner` gives. */
export const visit = observable(ARRIVING);
let isTablet = false;

/** Give {step, learner, own, shared, warning, wait}: how far opening is, whose page is open, whether this is that
    learner's phone or a tablet of the place, whether the page is about to close, and the seconds to wait after wrong
    pictures. */
export function useLearner() {
  return useObservable(visit);
}

/** Open the page of the card that was scanned; `statement` gives whose it is by its `hash`. */
export async function openByCard(statement, text) {
  if (visit.get().step === "checking") return;
  const started = performance.now();
  show("checking");
  try {
    await opened();
    const { card_hash: hash } = await codeValues(text);
    if (!hash) return show("unknown");
    await whoseDevice();
    if (!isTablet) return await openOwn(text.split("#", 2)[1], hash);
    const [found] = await read(statement, [hash]);
    if (found?.state !== "known") return show(found ? "revoked" : "unknown");
    enter(found.id, false, started);
  } catch (error) {
    fail(error);
  }
}

/** Open the page of a learner who chose the secret picture. */
export async function openByPicture(learner, verifier, picture) {
  if (visit.get().step === "checking") return;
  try {
    const wait = await timeToWait(learner);
    if (wait > 0) return showWait(wait);
    show("checking");
    const right = await fitsPin(picture, verifier);
    if (right) await noteRight(learner);
    if (right) return enter(learner, false, performance.now());
    const next = await noteWrong(learner);
    if (next > 0) showWait(next);
    else show("wrong");
  } catch (error) {
    fail(error);
  }
}

/** Cover the page again; on the own phone it stays. */
export function closePage() {
  hush();
  if (visit.get().own) return;
  holder.set(null);
  show("closed");
}

/** Say that somebody is still there. */
export function stay() {
  noteActivity();
  visit.set({ ...visit.get(), warning: false });
}

/** Begin when the page appears: with a card's secret in the address, or on the own phone at once.  Gives the way to
    stop; `onClosed` is called when the page covered itself. */
export function arrive(statement, onClosed) {
  const secret = takeSecret();
  isTablet = false;
  visit.set(ARRIVING);
  const follow = () => begin(statement, secret);
  const stopState = state.subscribe(({ step }) => step !== "starting" && visit.get().step !== "checking" && follow());
  if (state.get().step !== "starting") follow();
  const stopIdle = watchIdle(LOOK_EVERY, (idle) => cover(idle, onClosed));
  return () => {
    stopState();
    stopIdle();
    closePage();
  };
}

// The secret goes out of the address, so that going back or sharing the page does not use it again.
function takeSecret() {
  const secret = decodeURIComponent(location.hash.slice(1));
  const given = { secret };
  if (secret) history.replaceState(history.state, "", location.pathname);
  return given;
}

async function begin(statement, given) {
  const { secret } = given;
  given.secret = "";
  if (state.get().reason === "revoked") return show("revoked");
  if (secret) return openByCard(statement, `#${secret}`);
  const learner = await whoseDevice();
  const { step, learner: shown } = visit.get();
  if (learner && (step !== "open" || shown !== learner)) enter(learner, true, performance.now());
  if (!learner && step === "arriving") show("closed");
}

// Gives whose phone this is; without an answer it is a tablet of the place, or a device that nobody enrolled.
async function whoseDevice() {
  const learner = await ownLearner();
  isTablet = state.get().step === "open" && !learner;
  return learner;
}

async function openOwn(secret, hash) {
  const { learner, step } = await openPhone(secret, hash);
  if (learner) enter(learner, true, performance.now());
  else show(step);
}

function enter(learner, own, started) {
  if (person.get()) signOut();
  if (!own) playTone("good");
  clearProblem();
  noteActivity();
  holder.set({ id: learner, own });
  visit.set({ ...CLOSED, step: "open", learner, own });
  arrivedAt = started;
}

let arrivedAt = 0;

/** Measure from the card to the painted page; called when the page has its content. */
export function notePainted() {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => performance.measure("learner:opened", { start: arrivedAt, end: performance.now() });
    port2.postMessage(null);
  });
}

function show(step) {
  if (NOT_OPENED.includes(step)) playTone("ask");
  holder.set(null);
  visit.set({ ...CLOSED, step, shared: isTablet });
}

function showWait(wait) {
  visit.set({ ...CLOSED, step: "waiting", shared: isTablet, wait: Math.ceil(wait / 1000) });
  setTimeout(() => {
    if (visit.get().step !== "waiting") return;
    if (wait > 1000) showWait(wait - 1000);
    else show("closed");
  }, Math.min(wait, 1000));
}

function fail(error) {
  console.error(error);
  show("failed");
}

function cover(idle, onClosed) {
  const now = visit.get();
  if (now.own || !isOpen()) return;
  if (idle >= COVER_AFTER) {
    closePage();
    onClosed();
  } else if (now.step === "open" && now.warning !== idle >= WARN_AFTER) visit.set({ ...now, warning: idle >= WARN_AFTER });
}
