/* A set of diplomas from the server as one PDF, with progress while it is made.

   The full names go straight from the form to the paper: they are in no field, no draft and no database. */
import { translate } from "../words/language.js";
import { observable, useObservable } from "../core/observable.js";
import { call } from "../core/request.js";

const IDLE = { step: "idle", done: 0, of: 0, url: "", message: "" };
const printing = observable(IDLE);

/** Give {step, done, of, url, message}: `step` is "idle", "busy", "done" (the PDF is at `url`) or "failed". */
export function usePrinting() {
  return useObservable(printing);
}

/** Forget the PDF that was made. */
export function clearPrinting() {
  if (printing.get().url) URL.revokeObjectURL(printing.get().url);
  printing.set(IDLE);
}

/** Make the diplomas that are ticked in a form: `print:<id>` is a tick, `name:<id>` the full name. */
export async function printDiplomas(form) {
  const diplomas = Object.keys(form).filter((name) => name.startsWith("print:")).map((name) => name.slice(6));
  const named = diplomas.filter((id) => form[`name:${id}`]?.trim());
  clearPrinting();
  if (!diplomas.length) return fail(translate("Kies eerst een diploma."));
  printing.set({ ...IDLE, step: "busy", of: diplomas.length });
  try {
    const names = Object.fromEntries(named.map((id) => [id, form[`name:${id}`].trim()]));
    const body = JSON.stringify({ diplomas, full_names: names });
    const headers = { "Content-Type": "application/json" };
    await follow(await call("/api/diplomas/print", { method: "POST", headers, body }));
  } catch (error) {
    fail(reasonOf(error));
  }
}

async function follow(response) {
  for await (const line of lines(response.body)) {
    const told = JSON.parse(line);
    if (told.error) return fail(objection(told));
    if (told.pdf) return finish(told.pdf);
    printing.set({ ...printing.get(), done: told.done, of: told.of });
  }
  throw new Error("The answer ended before the PDF.");
}

async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const found = (rest + part.value).split("\n");
    rest = found.pop();
    yield* found;
  }
}

function finish(pdf) {
  const bytes = Uint8Array.from(atob(pdf), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
  printing.set({ ...printing.get(), step: "done", url });
}

function fail(message) {
  printing.set({ ...IDLE, step: "failed", message });
}

function objection({ error, letter }) {
  if (error === "undrawable") return translate("Het teken {teken} kan niet op papier. Haal het weg uit de naam.", { teken: letter });
  return translate("Een diploma is veranderd na het ondertekenen. Trek het in en geef een nieuw.");
}

function reasonOf({ code, status }) {
  if (code === "not-ready") return translate("Een van deze diploma's is nog niet klaar. Werk eerst bij.");
  if (code === "unknown-diploma") return translate("De server kent een van deze diploma's nog niet. Werk eerst bij.");
  if (status === 403) return translate("Dit apparaat mag geen diploma's afdrukken.");
  return translate("De diploma's konden niet gemaakt worden. Er is internet nodig. Probeer het nog eens.");
}
