/* The learner's page as components: `LearnerDoor` begins and ends a visit, `LearnerArrival` notes that it is painted. */
import { useEffect, useRef } from "react";
import { arrive, notePainted } from "./learner.js";

/** Begin when it appears and cover the page when it goes; calls `onClosed` when the page covered itself. */
export function LearnerDoor({ statement, onClosed }) {
  const latest = useRef(onClosed);
  useEffect(() => {
    latest.current = onClosed;
  });
  useEffect(() => arrive(statement, () => latest.current?.()), [statement]);
  return null;
}

/** Stands after the page's content. */
export function LearnerArrival() {
  useEffect(notePainted, []);
  return null;
}
