/* Reading codes from the camera, without a network: the reader and its wasm are files of this app.

   Loaded only when a camera opens, for most pages never need it. */
import { BarcodeDetector, prepareZXingModule, purgeZXingModule } from "barcode-detector/ponyfill";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { noteActivity } from "../people/idle.js";

const FORMATS = ["qr_code", "ean_13", "code_39", "code_128", "codabar"];
const SAME_CODE_AFTER = 2000;
const LOOK_EVERY = 60;
const PATIENCE = 3;
const AGAIN_AFTER = [300, 700, 1500, 3000];
const READER_AGAIN_AFTER = 1000;
const FOR_A_PERSON = ["NotAllowedError", "NotFoundError"];
const WISHES = { video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } } };

/** Show the camera in a <video> and call `found` with each code; gives the way to stop.

    A camera that does not start, or that goes away, is tried again for as long as it is asked for.  `tell` hears
    {error, torch}: why there is no picture, or null; and what switches the lamp, or null where there is none. */
export function openCamera(video, found, tell = () => {}) {
  const ending = new AbortController();
  prepareReader();
  keepOpen(video, tell, ending.signal);
  readCodes(video, found, ending.signal);
  return () => ending.abort();
}

// The page before this one may still be letting go of the camera, a camera that slept needs a moment, and a busy device
// needs many.  A permission that was refused is not asked again and again.
async function keepOpen(video, tell, signal) {
  for (let failures = 0; !signal.aborted; ) {
    try {
      await showUntilEnded(video, tell, signal);
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      if (failures > PATIENCE || FOR_A_PERSON.includes(error.name)) tell({ error, torch: null });
      if (error.name === "NotAllowedError") return;
    }
    await pause(AGAIN_AFTER[Math.min(failures, AGAIN_AFTER.length) - 1] ?? 0);
  }
}

async function showUntilEnded(video, tell, signal) {
  const stream = await navigator.mediaDevices.getUserMedia(WISHES);
  try {
    signal.throwIfAborted();
    video.srcObject = stream;
    await video.play();
    const [track] = stream.getVideoTracks();
    tell({ error: null, torch: torchOf(track) });
    await ended(track, signal);
  } finally {
    stream.getTracks().forEach((each) => each.stop());
    video.srcObject = null;
  }
}

function ended(track, signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    track.addEventListener("ended", resolve);
    signal.addEventListener("abort", resolve);
  });
}

function torchOf(track) {
  if (!track.getCapabilities?.().torch) return null;
  return (on) => track.applyConstraints({ advanced: [{ torch: on }] });
}

async function readCodes(video, found, signal) {
  const detector = new BarcodeDetector({ formats: FORMATS });
  const onlyNew = newCodes();
  while (!signal.aborted) {
    const isSeeing = !document.hidden && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    const codes = isSeeing ? await codesIn(video, detector) : [];
    if (!signal.aborted) onlyNew(codes).forEach((code) => report(code, found));
    await pause(LOOK_EVERY);
  }
}

// A reader that could not be loaded stays broken, and would leave a camera that sees and says nothing.
async function codesIn(video, detector) {
  try {
    const seen = await detector.detect(video);
    return seen.map(({ rawValue }) => rawValue).filter(Boolean);
  } catch (error) {
    console.warn(error);
    purgeZXingModule();
    prepareReader();
    await pause(READER_AGAIN_AFTER);
    return [];
  }
}

function prepareReader() {
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });
}

function pause(length) {
  return new Promise((resolve) => setTimeout(resolve, length));
}

function report(code, found) {
  noteActivity();
  navigator.vibrate?.(40);
  found(code);
}

/** Make the function that leaves of the codes in each look those that are new: not in the look before, however long ago
    a slow device had that, and not seen during the last two seconds. */
export function newCodes(now = () => performance.now()) {
  const seen = new Map();
  let before = [];
  return (codes) => {
    const isNew = (code) => !before.includes(code) && now() - (seen.get(code) ?? -Infinity) >= SAME_CODE_AFTER;
    const fresh = codes.filter(isNew);
    codes.forEach((code) => seen.set(code, now()));
    before = codes;
    return fresh;
  };
}
