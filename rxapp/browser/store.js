/* What a page reads and writes with; importing it starts the app. */
import "./start.js";

export { useLive, useReady } from "./core/live.js";
export { write } from "./core/write.js";
