/* The check page `/d#…`: whether a diploma is real, for anybody with a phone and without an account.

   It is a page of its own, apart from the app, so that it opens at once and in an older browser.  The code stands after
   the `#`, which no browser sends: the server learns that somebody checks, never what.  Without a network it uses the
   keys that this device knows already. */
import { dayInWords, language, momentInWords, setLanguage, translate } from "./check_words.js";
import { pin, pins } from "./pins.js";
import { verify } from "./statement.js";

const KEYS = "/api/diploma-keys";
const PATIENCE = 8000;
const LOOKS = {
  valid: ["good", "badge-check"],
  revoked: ["ask", "ban"],
  forged: ["stop", "circle-x"],
  altered: ["ask", "scan-line"],
  unknown_key: ["notice", "wifi-off"],
  expired_key: ["stop", "clock"],
  revoked_key: ["ask", "key-round"],
  newer: ["notice", "refresh-cw"],
  unreadable: ["notice", "circle-question-mark"],
  waiting: ["notice", "hourglass"],
  start: ["notice", "qr-code"],
};
const NOT_OURS = ["ask", "circle-question-mark"];
// Who has a key that was stolen or had ended can write anything.
const SURE = ["valid", "revoked"];

let fetched = null;
let check = { outcome: "start", statement: null };

const WORDS = {
  valid: () => translate("Dit diploma is echt."),
  revoked: () => translate("Dit diploma is echt, maar telt niet meer."),
  forged: () => translate("Dit diploma is niet echt. Iemand anders heeft het gemaakt."),
  altered: () => translate("Deze code is veranderd of niet goed gelezen. Scan hem nog een keer."),
  unknown_key: () => translate("De plek van dit diploma is hier niet bekend."),
  expired_key: () => translate("De sleutel was die dag al te oud. Dit diploma telt niet."),
  revoked_key: () => translate("De sleutel van dit diploma telt niet meer. Vraag een nieuw diploma."),
  newer: () => translate("Deze app is te oud voor dit diploma. Open de app met internet."),
  unreadable: () => translate("Dit is geen diploma van een leerplein."),
  waiting: () => translate("Even kijken…"),
  start: () => translate("Is dit diploma echt?"),
};
const ADVICE = {
  valid: () => translate("Staat dit ook op het papier? Dan klopt het."),
  revoked: () => translate("De plek heeft het ingetrokken. Bijvoorbeeld omdat er een fout in stond. Vraag om het nieuwe diploma."),
  forged: () => translate("De handtekening is niet van de plek die er staat. Bel de plek als u twijfelt."),
  altered: () => translate("Er zit een vlek of een vouw op de code, of iemand heeft iets veranderd."),
  unknown_key: () => (fetched ? elsewhere() : translate("Er is nu geen internet. Controleer het diploma later nog eens.")),
  expired_key: () => translate("Het diploma is van na de laatste dag van de sleutel. Bel de plek."),
  revoked_key: () => translate("De plek heeft alle diploma's opnieuw ondertekend. Vraag daar om een nieuwe afdruk."),
  newer: () => translate("Het diploma heeft een nieuwere vorm."),
  unreadable: () => translate("Het is een andere code. Scan de code op het diploma."),
  waiting: () => "",
  start: () => translate("Open de camera van uw telefoon. Richt hem op de code op het diploma. Tik op wat u dan ziet."),
};

function elsewhere() {
  const asked = translate("Staat {adres} op het papier? Dan heeft deze plek het diploma niet gemaakt.", { adres: location.host });
  const onward = translate("Staat er iets anders? Scan de code met de camera van een telefoon.");
  return `${asked} ${onward}`;
}

// A browser writes the spaces of a pasted code as %20.
function codeOfAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

async function judge() {
  const code = codeOfAddress();
  if (!code) return { outcome: "start", statement: null };
  const { keys, revoked } = pins();
  const found = await verify(code, keys, revoked);
  return found.outcome === "unknown_key" && fetched === null ? { outcome: "waiting", statement: null } : found;
}

async function look() {
  check = await judge();
  show();
}

async function fetchKeys() {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(KEYS, { cache: "no-store", credentials: "omit", signal: stop.signal });
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
    pin("server", await answer.json(), new Date().toISOString());
    fetched = true;
  } catch {
    fetched = false;
  }
  clearTimeout(timer);
}

function show() {
  const { outcome, statement } = check;
  const [tone, icon] = outcome === "unknown_key" && fetched ? NOT_OURS : LOOKS[outcome];
  document.documentElement.lang = language();
  document.title = `${WORDS[outcome]()} – Leerplein`;
  const result = document.getElementById("result");
  result.className = `result tone-${tone}`;
  result.dataset.outcome = outcome;
  document.getElementById("icon").setAttribute("href", `/icons.svg#${icon}`);
  say("word", WORDS[outcome]());
  say("advice", ADVICE[outcome]());
  showStatement(statement, SURE.includes(outcome));
  say("age", ageOfList(outcome));
  say("proof", translate("Een diploma is een bewijs van deelname. Er is niets getoetst."));
  say("privacy", translate("Niemand ziet wie dit diploma controleert. Er wordt niets bewaard."));
  say("home", translate("Naar Leerplein"));
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language()));
  }
}

function say(id, text) {
  const place = document.getElementById(id);
  place.textContent = text;
  place.hidden = !text;
}

function showStatement(statement, isSure) {
  document.getElementById("facts").hidden = !statement;
  if (!statement) return;
  say("facts-title", isSure ? translate("Dit hoort op het papier te staan") : translate("Dit staat in de code, maar is niet zeker"));
  const period = [statement.first_on, statement.last_on].map(dayInWords);
  const facts = [
    [translate("Naam"), statement.first_name],
    [translate("Heeft meegedaan aan"), statement.achievement],
    [translate("Wanneer"), period[0] === period[1] ? period[0] : translate("{eerste} tot en met {laatste}", { eerste: period[0], laatste: period[1] })],
    [translate("Plek"), statement.place],
    [translate("Begeleider"), statement.leader_name],
    [translate("Uitgereikt"), dayInWords(statement.issued_on)],
  ];
  const list = document.getElementById("list");
  list.replaceChildren(...facts.filter(([, text]) => text).flatMap(([name, text]) => [made("dt", name), made("dd", text)]));
}

function made(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function ageOfList(outcome) {
  if (!["valid", "revoked"].includes(outcome)) return "";
  if (fetched) return translate("Net nagekeken: de lijst met ingetrokken diploma's is van nu.");
  const { madeAt } = pins();
  return translate("Zonder internet nagekeken. De lijst met ingetrokken diploma's is van {moment}.", { moment: momentInWords(madeAt) });
}

function chooseTheme() {
  let theme = null;
  try {
    theme = localStorage.getItem("theme");
  } catch {
    // A private window without storage follows the device.
  }
  const isDark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", isDark);
}

chooseTheme();
addEventListener("hashchange", look);
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    setLanguage(button.dataset.language);
    show();
  });
}
look().then(fetchKeys).then(look);
