/* Reading codes from the camera, without a network: the reader and its wasm are files of this app.

   Loaded only when a camera opens, for most pages never need it. */
import { BarcodeDetector, prepareZXingModule, purgeZXingModule } from "barcode-detector/ponyfill";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { noteActivity } from "../people/idle.js";

const FORMATS = ["qr_code", "ean_13", "code_39", "code_128", "codabar"];
const SAME_CODE_AFTER = 2000;
const LOOK_EVERY = 60;
const BUSY = ["NotReadableError", "AbortError"];
const WAITS = [300, 1000, 2500];
const AGAIN_AFTER = 1000;
const WISHES = { video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } } };

/** Show the camera in a <video> and call `found` with each code; gives {stop, torch}.

    `torch` switches the lamp, or is null where there is none. */
export async function openCamera(video, found) {
  prepareReader();
  const stream = await freeCamera();
  video.srcObject = stream;
  await video.play();
  const [track] = stream.getVideoTracks();
  const stopReading = readCodes(video, found);
  const stop = () => {
    stopReading();
    stream.getTracks().forEach((each) => each.stop());
    video.srcObject = null;
  };
  return { stop, torch: track.getCapabilities?.().torch ? torchOf(track) : null };
}

// The page before this one may still be letting go of the camera, and a camera that slept needs a moment.
async function freeCamera() {
  for (const wait of WAITS) {
    try {
      return await navigator.mediaDevices.getUserMedia(WISHES);
    } catch (error) {
      if (!BUSY.includes(error.name)) throw error;
    }
    await pause(wait);
  }
  return navigator.mediaDevices.getUserMedia(WISHES);
}

function torchOf(track) {
  return (on) => track.applyConstraints({ advanced: [{ torch: on }] });
}

function readCodes(video, found) {
  const detector = new BarcodeDetector({ formats: FORMATS });
  const isNew = newCodes();
  let stopped = false;
  async function look() {
    const codes = document.hidden || video.readyState < 2 ? [] : await codesIn(video, detector);
    if (stopped) return;
    codes.filter(({ rawValue }) => rawValue && isNew(rawValue)).forEach(({ rawValue }) => report(rawValue, found));
    setTimeout(look, LOOK_EVERY);
  }
  look();
  return () => (stopped = true);
}

// A reader that could not be loaded stays broken, and would leave a camera that sees and says nothing.
async function codesIn(video, detector) {
  try {
    return await detector.detect(video);
  } catch (error) {
    console.warn(error);
    purgeZXingModule();
    prepareReader();
    await pause(AGAIN_AFTER);
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

/** Make a test that says of a code whether it is new: not seen during the last two seconds. */
export function newCodes(now = () => performance.now()) {
  const seen = new Map();
  return (code) => {
    const last = seen.get(code) ?? -Infinity;
    seen.set(code, now());
    return now() - last >= SAME_CODE_AFTER;
  };
}
