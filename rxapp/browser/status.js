/* What the sync status shows and can do; importing it starts the app. */
import "./start.js";

export { clearProblem } from "./problem.js";
export { saveUnsent, useStatus } from "./summary.js";
export { syncNow } from "./sync.js";
export { applyUpdate } from "./update.js";
