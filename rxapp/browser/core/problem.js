/* What went wrong just now, as one plain sentence that the status shows. */
import { observable } from "./observable.js";

export const problem = observable("");

/** A refusal whose message is already a sentence for the person. */
export class Refusal extends Error {}

/** Show the sentence of a refusal, or `otherwise` for an error that only a developer understands. */
export function showProblem(error, otherwise) {
  if (!(error instanceof Refusal)) console.error(error);
  problem.set(error instanceof Refusal ? error.message : otherwise);
}

/** Take the sentence away. */
export function clearProblem() {
  problem.set("");
}
