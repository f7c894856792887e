/* The photo of an hour's sheet on its way to the database: chosen, read, and shown to a person first. */
import { useObservable, observable } from "../core/observable.js";

const NONE = { step: "none", problem: "", session: "", page: 0, ticks: "[]" };
const PROBLEMS = ["no-codes", "few-codes", "two-sheets"];
const sheet = observable(NONE);

/** Give what is known of the photo: its `step` is "none", "reading", "read" or "problem"; `ticks` is JSON for SQL. */
export function useSheet() {
  return useObservable(sheet);
}

/** Read the photo that was taken or chosen in a file box; the photo itself is kept nowhere. */
export async function photographSheet(event) {
  const [photo] = event.target.files;
  if (!photo) return;
  sheet.set({ ...NONE, step: "reading" });
  try {
    // The reader of codes is large, and most pages never need it.
    const { readHourSheet } = await import("./hour_sheet.js");
    const { session, page, lines } = await readHourSheet(photo);
    sheet.set({ step: "read", problem: "", session, page, ticks: JSON.stringify(lines) });
  } catch (error) {
    if (!PROBLEMS.includes(error.message)) console.error(error);
    sheet.set({ ...NONE, step: "problem", problem: PROBLEMS.includes(error.message) ? error.message : "no-photo" });
  } finally {
    event.target.value = "";
  }
}

/** Begin again. */
export function forgetSheet() {
  sheet.set(NONE);
}
