/* Putting the app on the home screen with one tap, where the browser offers that. */
import { observable, useObservable } from "../core/observable.js";

const offer = observable(null);

if (typeof window !== "undefined") {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer.set(event);
  });
}

/** Whether the browser offers it now; never when it was done before. */
export function useHomeScreen() {
  return useObservable(offer) !== null;
}

/** Let the browser ask; it may do so once for an offer. */
export function putOnHomeScreen() {
  offer.get()?.prompt();
  offer.set(null);
}
