/* What only the office says, beside the texts of the floor; a tablet never fetches it. */
import catalogues from "$/utils/office_locales.json";
import { addTexts } from "./language.js";

addTexts(catalogues);

/** Stand in a page of the office, so that its texts are there before it is shown. */
export function OfficeTexts() {
  return null;
}
