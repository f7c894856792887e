/* Reading codes from the camera, without a network: the reader and its wasm are files of this app.

   Loaded only when a camera opens, for most pages never need it. */
import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { noteActivity } from "../people/idle.js";

const FORMATS = ["qr_code", "ean_13", "code_39", "code_128", "codabar"];
const SAME_CODE_AFTER = 2000;
const LOOK_EVERY = 60;
const WISHES = { video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } } };

/** Show the camera in a <video> and call `found` with each code; gives {stop, torch}.

    `torch` switches the lamp, or is null where there is none. */
export async function openCamera(video, found) {
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });
  const stream = await navigator.mediaDevices.getUserMedia(WISHES);
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

function torchOf(track) {
  return (on) => track.applyConstraints({ advanced: [{ torch: on }] });
}

function readCodes(video, found) {
  const detector = new BarcodeDetector({ formats: FORMATS });
  const isNew = newCodes();
  let stopped = false;
  async function look() {
    const codes = document.hidden || video.readyState < 2 ? [] : await detector.detect(video);
    if (stopped) return;
    codes.filter(({ rawValue }) => rawValue && isNew(rawValue)).forEach(({ rawValue }) => report(rawValue, found));
    setTimeout(look, LOOK_EVERY);
  }
  look();
  return () => (stopped = true);
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
