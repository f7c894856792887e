/* Ids of rows that a page makes and goes to. */
import { useState } from "react";
import { newId } from "../core/write.js";

/** Give a row id that stays the same as long as the button that uses it is shown; `purpose` tells two apart. */
export function useFreshId(purpose) {
  const [id] = useState(() => ({ [purpose]: newId() }));
  return id[purpose];
}
