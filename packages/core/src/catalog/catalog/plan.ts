import { Money, saleCurrencies } from "#platform/money";
import { priceOf, skuKey, type Variant } from "./types";

/** Option of a product as staff edit it. `was` is the stored name or value; empty for a new one. */
export type OptionEdit = { was: string; name: string; values: { was: string; value: string }[] };

/** Data of a variant that staff type. An amount that is missing is no price. */
export type VariantFields = {
  sku: string;
  barcode: string;
  prices: Money.Amounts;
  compareAt: Money.Amounts;
  weightGrams: number;
};

/** Stored variant as staff edit it. `was` is its stored SKU; an empty `sku` keeps it. */
export type VariantEdit = VariantFields & { was: string; image: number; isForSale: boolean };

type Edit = {
  productId: string;
  slug: string;
  options: OptionEdit[];
  variants: VariantEdit[];
  before: Variant[];
  /** Fields of the variants that are new. SKU and barcode are used when only one is. */
  defaults: VariantFields;
  /** Makes a variant of each combination that has none. */
  isFilled: boolean;
};

export type PlannedVariant = Omit<VariantEdit, "was"> & {
  /** Stored SKU; empty for a new variant. */
  was: string;
  options: Record<string, string>;
  /** Position among the variants as they were typed; null for a variant that was not among them. */
  row: number | null;
};

type Option = { name: string; was: string; values: { was: string; value: string }[] };

/**
 * Plans the variants of a product whose options and variants were edited. A variant follows its options when they are
 * renamed; it is left out when its value was removed, or when another variant has the same values after an option was
 * removed. Each combination with a new value becomes a variant: the one that had these values before, or a new one.
 */
export function plan({ productId, slug, options: edits, variants, before, defaults, isFilled }: Edit) {
  const options = edits
    .filter(({ name }) => name !== "")
    .map((option) => ({ ...option, values: option.values.filter(({ value }) => value !== "") }));
  const stored = new Map(before.map((variant) => [skuKey(variant.sku), variant]));
  const planned = new Map<string, PlannedVariant>();
  for (const [row, edit] of variants.entries()) {
    const known = stored.get(skuKey(edit.was));
    const chosen = known && followed(known.options, options);
    if (!chosen || planned.has(keyOf(options, chosen))) continue;
    planned.set(keyOf(options, chosen), { ...edit, sku: edit.sku || edit.was, options: chosen, row });
  }
  const hadRows = planned.size > 0;
  const bases = new Set([...planned.values()].map(({ options: chosen }) => baseOf(options, chosen)));
  const combinations = allOf(options);
  const named = new Set(variants.map(({ was }) => skuKey(was)));
  const fresh = combinations.filter((chosen) => {
    if (planned.has(keyOf(options, chosen))) return false;
    if (!hadRows || isFilled) return true;
    const hasNewValue = options.some((option) => option.was !== "" && isNew(option, chosen));
    const hasNewOption = options.some(({ was }) => was === "");
    return hasNewValue || (hasNewOption && bases.has(baseOf(options, chosen)));
  });
  const taken = new Set([...before.map(({ sku }) => sku), ...variants.map(({ sku }) => sku)].map(skuKey));
  const isOnlyOne = fresh.length === 1;
  for (const chosen of fresh) {
    const earlier = before.find((one) => !named.has(skuKey(one.sku)) && hasOptions(one, options, chosen));
    const sku = (isOnlyOne && defaults.sku) || skuFor(slug, productId, Object.values(chosen), taken);
    planned.set(
      keyOf(options, chosen),
      earlier
        ? { ...fieldsOf(earlier), was: earlier.sku, isForSale: true, options: chosen, row: null }
        : {
            ...defaults,
            sku,
            barcode: isOnlyOne ? defaults.barcode : "",
            was: "",
            image: 0,
            isForSale: true,
            options: chosen,
            row: null,
          },
    );
    taken.add(skuKey(sku));
  }
  return {
    options: options.map(({ name, values }) => ({ name, values: values.map(({ value }) => value) })),
    variants: combinations.flatMap((chosen) => planned.get(keyOf(options, chosen)) ?? []),
    /** Number of combinations without a variant. */
    missing: combinations.length - planned.size,
  };
}

/** Returns the number of combinations of the options, without making them. */
export const combinationsOf = (options: OptionEdit[]) =>
  options
    .filter(({ name }) => name !== "")
    .reduce((product, { values }) => product * values.filter(({ value }) => value !== "").length, 1);

/** Returns the variants whose values the product still has; the others were left out and stay hidden. */
export const fitting = <One extends Pick<Variant, "options">>(
  { options }: { options: { name: string; values: string[] }[] },
  variants: One[],
) =>
  variants.filter(
    (variant) =>
      Object.keys(variant.options).length === options.length &&
      options.every(({ name, values }) => values.includes(variant.options[name] ?? "")),
  );

/** Returns the prices that a variant is saved with: no former ones when there are none. */
export const pricesToSave = ({ prices, compareAt }: Pick<VariantFields, "prices" | "compareAt">) => ({
  prices,
  ...(Object.keys(compareAt).length > 0 && { compareAt }),
});

/** Returns the fields of a stored variant as staff edit them. */
export const fieldsOf = ({
  sku,
  barcode = "",
  compareAt = {},
  weightGrams,
  image,
  status,
  ...variant
}: Variant): Omit<VariantEdit, "was"> => ({
  sku,
  barcode,
  prices: Money.amountsFor(saleCurrencies, (currency) => priceOf(variant, currency)),
  compareAt: Money.amountsFor(saleCurrencies, (currency) => compareAt[currency] || null),
  weightGrams,
  image,
  isForSale: status === "active",
});

/** Returns the values of a variant after its options were edited; null when one of its values was removed. */
function followed(had: Record<string, string>, options: Option[]): Record<string, string> | null {
  const chosen: [string, string][] = [];
  for (const { name, was, values } of options) {
    const value =
      was === "" ? values[0]?.value : values.find((one) => one.was !== "" && one.was === had[was])?.value;
    if (value === undefined) return null;
    chosen.push([name, value]);
  }
  return Object.fromEntries(chosen);
}

const keyOf = (options: Option[], chosen: Record<string, string>) =>
  JSON.stringify(options.map(({ name }) => chosen[name]));

/** Returns what a combination was before options were added to the product. */
const baseOf = (options: Option[], chosen: Record<string, string>) =>
  JSON.stringify(options.filter(({ was }) => was !== "").map(({ name }) => chosen[name]));

const isNew = ({ name, values }: Option, chosen: Record<string, string>) =>
  values.some(({ was, value }) => was === "" && value === chosen[name]);

const allOf = (options: Option[]): Record<string, string>[] =>
  options.reduce<Record<string, string>[]>(
    (made, { name, values }) =>
      made.flatMap((chosen) => values.map(({ value }) => ({ ...chosen, [name]: value }))),
    [{}],
  );

/** Tells whether a stored variant has these values under the names that the options had when it was stored. */
const hasOptions = (variant: Variant, options: Option[], chosen: Record<string, string>) =>
  Object.keys(variant.options).length === options.length &&
  options.every(({ name, was }) => {
    const value = variant.options[name] ?? variant.options[was];
    return value !== undefined && value === chosen[name];
  });

/** Generates a SKU from the slug, the end of the product's id and the values: "LINEN-SHIRT-7K3Q-BLACK-M". */
function skuFor(slug: string, productId: string, values: string[], taken: Set<string>) {
  const plain = (text: string) =>
    text
      .normalize("NFKD")
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "");
  const parts = [
    plain(slug.slice(0, 16)),
    productId.slice(-4),
    ...values.map((value) => plain(value.slice(0, 8))),
  ];
  const sku = parts.filter(Boolean).join("-");
  for (let n = 1; ; n++) {
    const tried = n === 1 ? sku : `${sku}-${n}`;
    if (!taken.has(skuKey(tried))) return tried;
  }
}
