import { Money, type ShopCurrencies, saleCurrencies } from "@securecart/core/money";
import { ShippingMethod } from "@securecart/core/settings";
import { parseInto, readPrices, readWhole, type Wrong } from "../_parts/kept-action";
import { type FormValues, filledRows, rowAt } from "../_parts/rows";

/** Values of the form of a new method. */
export const newMethodValues: FormValues = {
  active: "on",
  by: "flat",
  "steps.0.upTo": "",
  ...Object.fromEntries(saleCurrencies.map((currency) => [`tiers.0.from.${currency}`, "0"])),
};

const prices = (name: string, amounts: Money.Amounts): FormValues => Money.typed(`${name}.`, amounts);

/** Returns a method as its form shows it. */
export function methodValues({
  name,
  description,
  active,
  tariff,
  freeFrom,
  transit,
}: ShippingMethod): FormValues {
  const values: FormValues = {
    ...newMethodValues,
    name,
    description,
    active: active ? "on" : "",
    by: tariff.by,
    ...prices("freeFrom", freeFrom),
    "transit.min": transit ? `${transit.min}` : "",
    "transit.max": transit ? `${transit.max}` : "",
  };
  switch (tariff.by) {
    case "flat":
      Object.assign(values, prices("price", tariff.prices));
      break;
    case "weight":
      for (const [i, step] of tariff.steps.entries())
        Object.assign(
          values,
          { [`steps.${i}.upTo`]: `${step.upTo / 1000}` },
          prices(`steps.${i}.price`, step.prices),
        );
      break;
    case "subtotal":
      for (const [i, step] of tariff.steps.entries())
        Object.assign(values, prices(`tiers.${i}.from`, step.from), prices(`tiers.${i}.price`, step.prices));
  }
  return values;
}

/** Reads a weight in kilograms and returns grams; NaN for other text. */
const grams = (text: string) =>
  /^\d{1,5}([.,]\d{1,3})?$/.test(text) ? Math.round(Number(text.replace(",", ".")) * 1000) : Number.NaN;

/** Reads the form of a method in a shop with these currencies. `wrong` gets a message for each wrong field. */
export function readMethod(values: FormValues, wrong: Wrong, currencies: ShopCurrencies) {
  const priceFields = currencies.map((currency) => `price.${currency}`);
  const value = (name: string) => (values[name] ?? "").trim();
  const read = (name: string) =>
    readPrices((currency) => value(`${name}.${currency}`), name, { currencies, wrong });
  const [min, max] = [value("transit.min"), value("transit.max")];
  const weights = filledRows(values, "steps", ["upTo", ...priceFields]);
  const tiers = filledRows(values, "tiers", priceFields);
  const tariffs: Record<string, () => object> = {
    flat: () => ({ prices: read("price") }),
    weight: () => ({
      steps: weights.map((i) => ({
        upTo: grams(rowAt(values, "steps", i)("upTo")),
        prices: read(`steps.${i}.price`),
      })),
    }),
    subtotal: () => ({
      steps: tiers.map((i) => ({ from: read(`tiers.${i}.from`), prices: read(`tiers.${i}.price`) })),
    }),
  };
  const raw = {
    name: value("name"),
    description: value("description"),
    active: value("active") === "on",
    tariff: { by: value("by"), ...tariffs[value("by")]?.() },
    freeFrom: read("freeFrom"),
    transit: min || max ? { min: readWhole(min || max), max: readWhole(max || min) } : null,
  };
  return parseInto(ShippingMethod.omit({ id: true }), raw, wrong, ([first = "", ...rest]) => {
    if (first === "transit") return rest[0] === "min" ? "transit.min" : "transit.max";
    if (first !== "tariff") return first;
    if (rest[0] !== "steps") return "by";
    const isWeight = raw.tariff.by === "weight";
    const row = (isWeight ? weights : tiers)[Number(rest[1])];
    if (row === undefined) return isWeight ? "steps" : "tiers";
    return isWeight ? `steps.${row}.upTo` : `tiers.${row}.from.${currencies[0]}`;
  });
}
