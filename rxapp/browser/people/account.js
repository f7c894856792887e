/* Getting in and out of the office.  The session's token is in a cookie that no script can read. */
import { useEffect } from "react";
import { translate } from "../words/language.js";
import { observable, useObservable } from "../core/observable.js";
import { post } from "../core/request.js";

const entry = observable({ step: "idle", message: "", asksCode: false, asksName: false });
let link = "";

/** Give {step, message, asksCode, asksName}; step is "idle", "busy", "failed" or "done". */
export function useEntry() {
  return useObservable(entry);
}

/** Sign in, and open the office. */
export function signInToOffice(email, password, code) {
  return attempt("/api/account/sign-in", { email, password, code: code ?? "" }, () => enter("/kantoor"));
}

/** Sign out here and on the server. */
export async function signOutOfOffice() {
  await post("/api/account/sign-out", {}).catch(() => {});
  enter("/kantoor/aanmelden");
}

/** The same as `useEntry`, after the one-time link was taken out of the page's address. */
export function useLink() {
  useEffect(() => {
    if (!location.hash) return;
    link = decodeURIComponent(location.hash.slice(1));
    history.replaceState(history.state, "", location.pathname);
    attempt("/api/account/link", { link }, ({ email }) => entry.set({ ...entry.get(), step: "idle", asksName: !email }));
  }, []);
  return useObservable(entry);
}

/** Choose a password by the one-time link; the very first coordinator tells an e-mail address and a name as well. */
export function choosePassword(password, again, email, name) {
  if (password !== again) return tell("failed", translate("De twee wachtwoorden zijn niet gelijk."));
  return attempt("/api/account/password", { link, password, email: email ?? "", name: name ?? "" }, () => tell("done"));
}

async function attempt(path, value, then) {
  if (entry.get().step === "busy") return;
  tell("busy");
  try {
    then(await post(path, value));
  } catch (error) {
    if (error.code === "code-needed") entry.set({ ...entry.get(), step: "idle", asksCode: true });
    else tell("failed", sentence(error));
  }
}

function tell(step, message = "") {
  entry.set({ ...entry.get(), step, message });
}

// A fresh page and a fresh identity of this tab: nothing that was shown before is in the page or comes back from the server.
function enter(path) {
  sessionStorage.clear();
  location.replace(path);
}

function sentence({ status, code, reply }) {
  if (status === 0) return translate("Er is nu geen internet.");
  if (status === 429) return translate("Er is te vaak geprobeerd. Wacht een paar minuten.");
  if (code === "bad-link") return translate("Deze link werkt niet (meer). Vraag een nieuwe.");
  if (code === "wrong") return translate("Het e-mailadres, het wachtwoord of de code klopt niet.");
  return code === "bad-password" ? reply.message : translate("Dat lukt niet. Probeer het later nog eens.");
}
