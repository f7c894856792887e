/* What the sync status shows and can do; importing it starts the app. */
import "./start.js";

export { clearProblem } from "./core/problem.js";
export { saveUnsent, useStatus } from "./summary.js";
export { syncNow } from "./core/sync.js";
export { applyUpdate } from "./core/update.js";
