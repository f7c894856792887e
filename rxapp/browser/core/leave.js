/* Leaving the page: the browser warns only while something is being written. */

let busy = 0;
let settled = [];

function warn(event) {
  event.preventDefault();
}

/** Run a write; until it is done, closing the page asks first. */
export async function duringWrite(work) {
  if (busy++ === 0) addEventListener("beforeunload", warn);
  try {
    return await work();
  } finally {
    if (--busy === 0) quiet();
  }
}

function quiet() {
  removeEventListener("beforeunload", warn);
  settled.forEach((resolve) => resolve());
  settled = [];
}

/** Wait until nothing is being written. */
export function writesDone() {
  return busy ? new Promise((resolve) => settled.push(resolve)) : Promise.resolve();
}
