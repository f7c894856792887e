/* Choosing a secret picture: nine are offered, and what is stored of the chosen one is slow to try. */
import { hexOf, verifierOf } from "./pin.js";
import { observable, useObservable } from "../core/observable.js";
import { write } from "../core/write.js";

const OFFERED = 9;
const NONE = { learner: "", pictures: [] };
const offer = observable(NONE);

/** Give {learner, pictures}: the nine on offer. */
export function useOffer() {
  return useObservable(offer);
}

/** Offer a learner nine of these pictures, drawn by lot. */
export function offerPictures(learner, names) {
  const keyed = names.map((name) => ({ name, lot: hexOf(crypto.getRandomValues(new Uint8Array(8))) }));
  keyed.sort((one, other) => (one.lot < other.lot ? -1 : 1));
  offer.set({ learner, pictures: keyed.slice(0, OFFERED).map(({ name }) => name) });
}

/** Store the picture that was chosen. */
export async function chooseSecret(statements, picture) {
  const { learner, pictures } = offer.get();
  const verifier = await verifierOf(picture);
  if (await write(statements, { learner, verifier, pictures: pictures.join(" ") })) stopOffering();
}

/** Put the nine away. */
export function stopOffering() {
  offer.set(NONE);
}
