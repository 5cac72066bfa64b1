import { Catalog, type ProductStatus, skuKey, type Variant } from "#catalog/catalog";
import { Money, type SaleCurrency, saleCurrencies } from "#platform/money";
import { Text } from "#platform/text";
import type { Amounts, Draft, DraftVariant } from "./draft";
import type { Mapping } from "./fields";
import { generatedSku, type Stored } from "./resolve";
import type { Images } from "./resolve-images";

/** `needed`: currencies in which a product for sale has a price. */
type Around = { slug: string; pictures: Images; mapping: Mapping; needed: SaleCurrency[] };

/**
 * Returns options, variants and status of a product. Variants that only the product has stay, unless the file has all of
 * it; they keep their order. A variant without a price in each currency that the shop needs is not for sale.
 */
export function variantsOf(given: Draft, stored: Stored | null, around: Around) {
  const before = stored?.variants ?? [];
  const draft = withOptions(given, stored);
  const matches = draft.variants.map((variant) => ({ variant, had: matchOf(variant, draft, before) }));
  const used = new Set(matches.flatMap(({ had }) => (had ? [skuKey(had.sku)] : [])));
  const isSameShape = stored !== null && sameNames(draft.options, stored.product.options);
  const kept =
    draft.isWhole || !stored || !isSameShape
      ? []
      : Catalog.fitting(stored.product, before).filter(({ sku }) => !used.has(skuKey(sku)));
  const taken = new Set([...before, ...draft.variants].map(({ sku }) => skuKey(sku)));
  const made = matches.map(({ variant, had }) => ({
    ...mergedOf(variant, had, { ...around, draft, taken }),
    position: draft.isWhole ? 0 : (had?.position ?? Number.MAX_SAFE_INTEGER),
    stock: variant.stock,
    line: variant.lines[0] ?? 0,
  }));
  const keptRows = kept.map((one) => ({
    ...storedPart(one),
    image: around.pictures.former(one.image),
    position: one.position,
    stock: undefined,
    line: 0,
  }));
  const all = [...made, ...keptRows].sort((a, b) => a.position - b.position);
  const { status, problems } = statusOf(draft, stored, { variants: all, needed: around.needed });
  return {
    options: optionsOf(draft, isSameShape && !draft.isWhole ? stored : null),
    variants: all.map(({ position: _p, stock: _s, line: _l, ...variant }) => variant),
    stock: all.flatMap(({ sku, stock }) => (stock === undefined ? [] : [{ sku, counted: stock }])),
    status,
    problems,
  };
}

/** Gives variants that a file names by SKU only, as a list of prices does, the options that they have. */
function withOptions(draft: Draft, stored: Stored | null): Draft {
  if (draft.options.length > 0 || !stored || stored.product.options.length === 0) return draft;
  const known = new Map(
    Catalog.fitting(stored.product, stored.variants).map((one) => [skuKey(one.sku), one]),
  );
  const named = draft.variants.map((variant) => ({ variant, had: known.get(skuKey(variant.sku)) }));
  if (draft.isWhole || named.some(({ had }) => !had)) return draft;
  return {
    ...draft,
    options: stored.product.options,
    variants: named.map(({ variant, had }) => ({ ...variant, options: had?.options ?? {} })),
  };
}

const sameNames = (a: { name: string }[], b: { name: string }[]) =>
  a.length === b.length && a.every(({ name }, i) => name === b[i]?.name);

/** Returns the stored variant that a variant of the file is: by SKU, or by its options when the file names no SKU. */
function matchOf({ sku, options }: DraftVariant, draft: Draft, before: Variant[]) {
  if (sku !== "") return before.find((one) => skuKey(one.sku) === skuKey(sku));
  const matching = before.filter(
    (one) =>
      Object.keys(one.options).length === draft.options.length &&
      draft.options.every(({ name }) => one.options[name] === options[name]),
  );
  return matching.find(({ status }) => status === "active") ?? matching[0];
}

/** Returns the values of each option: those of the product in their order, then new ones. */
function optionsOf(draft: Draft, stored: Stored | null) {
  return draft.options.map(({ name, values }, i) => ({
    name,
    values: [...new Set([...(stored?.product.options[i]?.values ?? []), ...values])],
  }));
}

const storedPart = ({
  sku,
  options,
  prices,
  unpriced,
  compareAt,
  barcode,
  weightGrams,
  taxClass,
  status,
  volume,
}: Variant) => ({
  sku,
  options,
  prices,
  ...(unpriced && { unpriced }),
  ...(compareAt && { compareAt }),
  ...(barcode && { barcode }),
  weightGrams,
  taxClass,
  status,
  ...(volume && { volume }),
});

function mergedOf(
  variant: DraftVariant,
  had: Variant | undefined,
  { slug, pictures, mapping, draft, taken }: Around & { draft: Draft; taken: Set<string> },
) {
  const price = (currency: SaleCurrency) =>
    amount(variant.prices, currency, had ? Catalog.priceOf(had, currency) : null);
  const former = (currency: SaleCurrency) =>
    amount(variant.compareAt, currency, had?.compareAt?.[currency] || null);
  const barcode = variant.barcode ?? had?.barcode;
  const place = variant.image === undefined ? undefined : pictures.places[variant.image];
  const sku = had?.sku ?? (variant.sku || freeSku(slug, draft, variant, taken));
  taken.add(skuKey(sku));
  const isForSale = variant.isForSale ?? (had ? had.status === "active" : true);
  return {
    sku,
    options: variant.options,
    ...Catalog.pricesToSave({
      prices: Money.amountsFor(saleCurrencies, price),
      compareAt: Money.amountsFor(saleCurrencies, (currency) => former(currency) || null),
    }),
    ...(barcode && { barcode: Text.cut(barcode, 60) }),
    weightGrams: variant.weightGrams ?? had?.weightGrams ?? 0,
    taxClass: variant.taxClass ?? had?.taxClass ?? mapping.taxClass,
    ...volumeOf(variant, had),
    image: imageIndex(place, had, pictures, draft.isWhole ? variant.image : undefined),
    status: isForSale ? ("active" as const) : ("hidden" as const),
  };
}

function volumeOf(variant: DraftVariant, had: Variant | undefined) {
  const volume = variant.volume ?? had?.volume;
  return volume ? { volume } : {};
}

function imageIndex(
  place: number | undefined,
  had: Variant | undefined,
  pictures: Images,
  whole: number | undefined,
) {
  if (place !== undefined) return place;
  if (whole !== undefined && pictures.pending.length === 0)
    return Math.min(whole, Math.max(0, pictures.images.length - 1));
  return had ? pictures.former(had.image) : 0;
}

const amount = (amounts: Amounts, currency: SaleCurrency, had: number | null) => {
  const given = amounts[currency];
  return given === undefined ? had : given;
};

function freeSku(slug: string, draft: Draft, { options }: DraftVariant, taken: Set<string>) {
  const sku = generatedSku(
    slug,
    draft.options.map(({ name }) => options[name] ?? ""),
  );
  for (let n = 1; ; n++) {
    const tried = n === 1 ? sku : `${Text.cut(sku, 56)}-${n}`;
    if (!taken.has(skuKey(tried))) return tried;
  }
}

type Made = Pick<Variant, "sku" | "prices" | "unpriced" | "status"> & { line: number };

/**
 * Decides the status. A product that cannot be sold for want of a price becomes a draft; of one that is sold, only the
 * variants without a price are hidden. A file of ours that asks for what cannot be is refused.
 */
function statusOf(
  draft: Draft,
  stored: Stored | null,
  { variants, needed }: { variants: Made[]; needed: SaleCurrency[] },
): { status: ProductStatus; problems: string[] } {
  const status = draft.status ?? stored?.product.status ?? "active";
  const isSold = status === "active" || (draft.isWhole && draft.publishAt !== undefined);
  const lacking = (made: Made) => needed.filter((currency) => Catalog.priceOf(made, currency) === null);
  const unsold = variants.filter((one) => one.status === "active" && lacking(one).length > 0);
  if (!isSold || unsold.length === 0) return { status, problems: [] };
  const missing = [...new Set(unsold.flatMap(lacking))].join(" and ");
  if (draft.isWhole)
    return {
      status,
      problems: unsold.map(
        ({ line, sku }) =>
          `Line ${line}: ${sku} is for sale without a price in ${missing}. Enter one, or set its status to draft.`,
      ),
    };
  if (stored?.product.status === "active" && unsold.length < variants.length) {
    for (const one of unsold) one.status = "hidden";
    draft.notes.push(
      `Variants without a price in ${missing} are not for sale: ${unsold.map(({ sku }) => sku).join(", ")}.`,
    );
    return { status, problems: [] };
  }
  draft.notes.push(`It has no price in ${missing}, so it is imported as a draft.`);
  return { status: "draft", problems: [] };
}
