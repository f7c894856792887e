/* Amounts with their unit in the chosen language: "12,5 uur" and "12.5 hours", "€ 1.234,50"; and the way back. */
import { translate, useLanguage } from "./language.js";

/** Give `say(value, unit, hidden)` for the chosen language; the units are those of a report. */
export function useAmount() {
  const language = useLanguage();
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const money = new Intl.NumberFormat(language, { style: "currency", currency: "EUR" });
  return (value, unit, hidden) => {
    if (hidden) return hidden === "small" ? translate("minder dan 5") : translate("niet getoond");
    if (value == null) return "-";
    if (unit === "cents") return money.format(value / 100);
    if (unit === "hours") return translate("{n} uur", { n: number.format(value) });
    if (unit === "days") return translate("{n} dagen", { n: number.format(value) });
    return unit === "percent" ? `${number.format(value)} %` : number.format(value);
  };
}

/** Give the cents of a price as people type it ("12", "12,50", "€ 5.625", "1.250,5"), or null where there is none.

    Three digits after the last dot are thousands, as Dutch writes them. */
export function centsOf(text) {
  const found = text.match(/\d[\d. ]*(?:,\d*)?/)?.[0].replaceAll(" ", "");
  if (!found) return null;
  const whole = found.includes(",") || /\.\d{3}$/.test(found) ? found.replaceAll(".", "") : found;
  return Math.round(Number.parseFloat(whole.replace(",", ".")) * 100);
}
