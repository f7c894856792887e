/* What somebody who helps can call from the browser's console, and the tests and benchmarks too:
   `await leerplein.read("SELECT * FROM me")`, `await leerplein.record([{ sql, params }])`, `leerplein.state()`. */
import { read, state } from "./core/database.js";
import { findBsn, mentionsHealth } from "./words/guards.js";
import { perform } from "./core/perform.js";
import { problem } from "./core/problem.js";
import { signIn, signOut, signing } from "./people/staff.js";
import { status } from "./summary.js";
import { syncNow } from "./core/sync.js";
import { listenToScanner } from "./scanning/wedge.js";
import { record, write } from "./core/write.js";

/** Open the camera in a picture of its own and call `found` with each code; gives the way to close it. */
async function openCamera(found) {
  const camera = await import("./scanning/camera.js");
  return camera.openCamera(Object.assign(document.createElement("video"), { muted: true }), found);
}

globalThis.leerplein = {
  read,
  record,
  write,
  perform,
  syncNow,
  signIn,
  signOut,
  listenToScanner,
  openCamera,
  findBsn,
  mentionsHealth,
  state: state.get,
  status: status.get,
  signing: signing.get,
  problem: problem.get,
};
