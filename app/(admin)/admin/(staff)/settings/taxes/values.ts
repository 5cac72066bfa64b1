import { Place } from "@securecart/core/place";
import { Settings, TaxedArea, type Taxes, TaxesShape } from "@securecart/core/settings";
import { parseInto, type Wrong } from "../_parts/kept-action";
import { type FormValues, filledRows, rowAt } from "../_parts/rows";
import { areaName } from "./words";

export type Option = { value: string; label: string };

/** Returns the areas to choose from. */
export const areaOptions = (): Option[] =>
  Place.taxAreas()
    .map(({ id, name }) => ({ value: id, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label));

/** Returns the areas of registrations to choose from: those, and the One Stop Shop. */
export const registrationOptions = (): Option[] => [
  { value: Settings.oneStopShop, label: areaName(Settings.oneStopShop) },
  ...areaOptions(),
];

/** Returns where the seller is at home and registered, as the form shows it. */
export const registrationValues = ({
  home,
  registrations,
}: Pick<Taxes, "home" | "registrations">): FormValues =>
  Object.assign(
    { home },
    ...registrations.map(({ area, number, from }, i) => ({
      [`registrations.${i}.area`]: area,
      [`registrations.${i}.number`]: number,
      [`registrations.${i}.from`]: from ?? "",
    })),
  );

/** Reads the form of the registrations. */
export function readRegistrations(values: FormValues, wrong: Wrong) {
  const rows = filledRows(values, "registrations", ["area"]);
  const registrations = rows.map((i) => {
    const value = rowAt(values, "registrations", i);
    return { area: value("area"), number: value("number"), from: value("from") || null };
  });
  return parseInto(
    TaxesShape.pick({ home: true, registrations: true }),
    { home: values.home ?? "", registrations },
    wrong,
    ([first = "", at, last]) => (last ? `registrations.${rows[Number(at)]}.${last}` : first),
  );
}

/** Returns the rates of an area as the form shows them. */
export const areaValues = ({ area, inclusive, shippingClass, rates }: TaxedArea): FormValues =>
  Object.assign(
    { area, inclusive: inclusive ? "yes" : "no", shippingClass },
    ...rates.map(({ from, standard, reduced }, i) => ({
      [`rates.${i}.from`]: from ?? "",
      [`rates.${i}.standard`]: `${standard / 100}`,
      [`rates.${i}.reduced`]: `${reduced / 100}`,
    })),
  );

export const newAreaValues: FormValues = { inclusive: "yes", shippingClass: "standard", "rates.0.from": "" };

/** Reads a percentage and returns basis points; NaN for other text. */
const basisPoints = (text: string) =>
  /^\d{1,3}([.,]\d{1,2})?$/.test(text) ? Math.round(Number(text.replace(",", ".")) * 100) : Number.NaN;

/** Reads the form of an area's rates. */
export function readArea(values: FormValues, wrong: Wrong) {
  const rows = filledRows(values, "rates", ["from", "standard", "reduced"]);
  const rates = rows.map((i) => {
    const value = rowAt(values, "rates", i);
    return {
      from: value("from") || null,
      standard: basisPoints(value("standard")),
      reduced: value("reduced") === "" ? 0 : basisPoints(value("reduced")),
    };
  });
  const raw = {
    area: values.area ?? "",
    inclusive: values.inclusive === "yes",
    shippingClass: values.shippingClass ?? "",
    rates,
  };
  return parseInto(TaxedArea, raw, wrong, ([first = "", at, last]) =>
    last ? `rates.${rows[Number(at)]}.${last}` : first,
  );
}
