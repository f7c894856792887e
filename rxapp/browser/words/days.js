/* Days as people say them.  The calendar is the device's own; a page that stays open overnight
   is told when the day changes, so that "vandaag" stays true. */
import { useSyncExternalStore } from "react";
import { translate, useLanguage } from "./language.js";

const DAY = 86400000;
const EVERY_MINUTE = 60000;

function subscribe(listener) {
  const timer = setInterval(listener, EVERY_MINUTE);
  document.addEventListener("visibilitychange", listener);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", listener);
  };
}

function today() {
  return new Date().setHours(0, 0, 0, 0);
}

/** Give a function from an ISO date to words, in the chosen language. */
export function useDayInWords() {
  const language = useLanguage();
  const now = useSyncExternalStore(subscribe, today, () => 0);
  return (day) => (day && now ? dayInWords(language, asLocalDay(day), now) : "");
}

/** Give a function from an ISO date to words for who reads with difficulty: weeks and a weekday where it can be. */
export function useEasyDay() {
  const language = useLanguage();
  const now = useSyncExternalStore(subscribe, today, () => 0);
  return (day) => (day && now ? easyDay(language, asLocalDay(day), now) : "");
}

/** Give a function from an ISO date to what the leaf of a calendar shows of it: {month, number, weekday}. */
export function useCalendarLeaf() {
  const language = useLanguage();
  const say = (day, part) => new Intl.DateTimeFormat(language, part).format(asLocalDay(day));
  return (day) =>
    day
      ? { month: say(day, { month: "long" }), number: say(day, { day: "numeric" }), weekday: say(day, { weekday: "long" }) }
      : {};
}

/** Give a function from an ISO moment to words with the time, in the chosen language. */
export function useMomentInWords() {
  const language = useLanguage();
  const now = useSyncExternalStore(subscribe, today, () => 0);
  return (moment) => (moment && now ? momentInWords(language, new Date(moment), now) : "");
}

/** Give a function from an ISO month ("2026-12") to words, in the chosen language. */
export function useMonthInWords() {
  const language = useLanguage();
  const words = new Intl.DateTimeFormat(language, { month: "long", year: "numeric" });
  return (month) => (month ? words.format(new Date(`${month}-01T00:00`)) : "");
}

// "2026-12-03" alone would be read as midnight in Greenwich, which is another day west of it.
function asLocalDay(day) {
  return new Date(/^\d{4}-\d\d-\d\d$/.test(day) ? `${day}T00:00` : day).setHours(0, 0, 0, 0);
}

function dayInWords(language, day, now) {
  const away = Math.round((day - now) / DAY);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (Math.abs(away) <= 2) return relative.format(away, "day");
  const weekday = new Intl.DateTimeFormat(language, { weekday: "long" }).format(day);
  if (Math.abs(away) < 7) return `${relative.format(away, "day")}, ${weekday}`;
  if (away % 7 === 0 && Math.abs(away) <= 28) return `${weeks(language, away / 7)}, ${weekday}`;
  return fullDate(language, day, now);
}

// "donderdag 10 december" asks for counting; "volgende week, donderdag" does not.
function easyDay(language, day, now) {
  const away = Math.round((day - now) / DAY);
  const weeksAway = Math.round((monday(day) - monday(now)) / (7 * DAY));
  if (Math.abs(away) < 7 || away % 7 === 0 || Math.abs(weeksAway) > 4) return dayInWords(language, day, now);
  const week = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(weeksAway, "week");
  return `${week}, ${new Intl.DateTimeFormat(language, { weekday: "long" }).format(day)}`;
}

function monday(day) {
  const date = new Date(day);
  return date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
}

// "volgende week" says no day; "over 1 week, donderdag" does.
function weeks(language, count) {
  return new Intl.RelativeTimeFormat(language).format(count, "week");
}

function fullDate(language, day, now) {
  const sameYear = new Date(day).getFullYear() === new Date(now).getFullYear();
  const parts = { weekday: "long", day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) };
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, parts).format(day);
}

function momentInWords(language, moment, now) {
  const day = dayInWords(language, new Date(moment).setHours(0, 0, 0, 0), now);
  const time = new Intl.DateTimeFormat("nl", { hour: "2-digit", minute: "2-digit" }).format(moment);
  return translate("{dag} om {tijd}", { dag: day, tijd: time });
}
