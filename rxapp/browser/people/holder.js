/* Which learner has the own page open in this tab: an object {id, own} or null; `own` on the learner's own phone.
   Only in memory.  Never at the same time as a member of staff. */
import { observable } from "../core/observable.js";

export const holder = observable(null);
