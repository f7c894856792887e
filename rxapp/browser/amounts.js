/* Amounts with their unit in the chosen language: "12,5 uur" and "12.5 hours", "€ 1.234,50". */
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
