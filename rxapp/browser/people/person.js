/* Who is signed in in this tab: an object {id, first_name, symbol, duties} or null.  Only in memory, so
   after a restart it is nobody. */
import { observable } from "../core/observable.js";

export const person = observable(null);
