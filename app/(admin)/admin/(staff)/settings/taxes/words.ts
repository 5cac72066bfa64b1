import { Place } from "@securecart/core/place";
import { Settings } from "@securecart/core/settings";

/** Returns a rate as text: "19 %", "6.25 %". */
export const percent = (basisPoints: number) => `${basisPoints / 100} %`;

/** Returns the rates in words: "19 % standard, 7 % reduced", "none". */
export function ratesInWords({ standard, reduced }: { standard: number; reduced: number }) {
  if (standard === 0 && reduced === 0) return "none";
  return `${percent(standard)} standard, ${percent(reduced)} reduced`;
}

/** Returns the name of an area of a registration or a rate. */
export const areaName = (area: string) =>
  area === Settings.oneStopShop ? "EU One Stop Shop" : (Place.nameOf(area) ?? area);
