/* A new card, made on this tablet: its secret is in the QR code on the screen and on paper, its hash in the database. */
import { createElement, useEffect } from "react";
import { encode } from "uqr";
import { codeValues } from "./codes.js";
import { observable, useObservable } from "../core/observable.js";
import { newId, write } from "../core/write.js";

const BYTES = 16;
const NONE = { learner: "", address: "" };
const card = observable(NONE);

/** Give {learner, address}: the card that was made just now; gone when the page is left. */
export function useNewCard() {
  useEffect(() => () => card.set(NONE), []);
  return useObservable(card);
}

/** Make a new card for a learner: `statements` revoke the former ones and store the new hash. */
export async function makeCard(statements, learner, path) {
  card.set(NONE);
  const address = `${location.origin}${path}#${newSecret()}`;
  const { card_hash: hash } = await codeValues(address);
  if (await write(statements, { learner, card: newId(), hash })) card.set({ learner, address });
}

/** Put the card away. */
export function putAway() {
  card.set(NONE);
}

function newSecret() {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Draw a text as a QR code, always black on white. */
export function QrCode({ text, ...rest }) {
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  const dots = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const path = createElement("path", { d: dots.join(""), fill: "#000" });
  const sheet = createElement("rect", { width: size, height: size, fill: "#fff" });
  const shape = { viewBox: `0 0 ${size} ${size}`, shapeRendering: "crispEdges", "aria-hidden": true };
  return createElement("svg", { ...shape, ...rest }, sheet, path);
}
