import { Place } from "#platform/place";
import { Settings, type Taxes } from "#platform/settings";
import { taxAreaOf } from "../tax-id";
import { localTime } from "./promise";
import type { Rules } from "./rules";
import type { TaxRule } from "./schemas";

/** Areas in which goods from another member state are taxed as the Union's rules for goods say. */
const union = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split(" "),
);

/** Tells whether goods in a tax area are taxed by the Union's rules. */
export const isInUnion = (area: string) => union.has(area);

/** Rule for all other places: exports, and areas outside of the Union's value added tax, are not taxed by us. */
const elsewhere = {
  inclusive: false,
  rates: { standard: 0, reduced: 0 },
  shippingClass: "standard",
} as const;

type Taxed = {
  rules: Omit<Rules, "shipping">;
  /** Destination; null while it is unknown. */
  place: Pick<Place.Destination, "taxArea"> | null;
  taxId?: string | undefined;
};

/**
 * Returns the tax rule of a destination at a moment, as the merchant has set it. A business that is registered at the
 * destination owes the tax itself, unless the merchant is registered there, too.
 */
export function taxFor({ rules: { taxes, timeZone, at }, place, taxId }: Taxed): TaxRule {
  return ruleOf(taxes, localTime(at, timeZone).day, place?.taxArea ?? "", taxId);
}

type OldOrder = { country?: string | undefined; region?: string | undefined; taxId?: string | undefined };

/** Taxes of the time when orders did not store theirs. */
const oldTaxes = Settings.groups.taxes.parse({});

/**
 * Returns the tax rule of an order from before orders stored it: the country decided, and in the United States the
 * state as typed.
 */
export function taxOfOldOrder({ country = "", region = "", taxId }: OldOrder): TaxRule {
  const area = country === "US" ? `US-${region.trim().toUpperCase()}` : country;
  return ruleOf(oldTaxes, "", area, taxId);
}

/** Returns the entry of a tax area, or of the country that a state or province without an entry is in. */
export function taxedAreaOf({ areas }: Pick<Taxes, "areas">, area: string) {
  const of = (id: string | null) => areas.find((one) => one.area === id);
  return of(area) ?? of(Place.wholeOf(area));
}

/** Tells whether the merchant is registered in a tax area itself on a day. The One Stop Shop is no such registration. */
const isRegisteredIn = ({ registrations }: Pick<Taxes, "registrations">, area: string, day: string) =>
  registrations.some((one) => one.area === area && (one.from ?? "") <= day);

/** Tells whether the merchant, as of now, is registered in the tax area of a place. */
export const isRegisteredAt = (
  { taxes, timeZone, at }: Omit<Rules, "shipping">,
  { taxArea }: Pick<Place.Destination, "taxArea">,
) => isRegisteredIn(taxes, taxArea, localTime(at, timeZone).day);

function ruleOf(taxes: Taxes, day: string, area: string, taxId: string | undefined): TaxRule {
  const entry = taxedAreaOf(taxes, area);
  const rate = entry && currentRate(entry.rates, day);
  const owesItself =
    taxId !== undefined &&
    union.has(taxes.home) &&
    union.has(area) &&
    taxAreaOf(taxId) === area &&
    !isRegisteredIn(taxes, area, day);
  return {
    ...(entry && rate
      ? {
          inclusive: entry.inclusive,
          rates: { standard: rate.standard, reduced: rate.reduced },
          shippingClass: entry.shippingClass,
        }
      : elsewhere),
    ...(owesItself && { exempt: "reverse_charge" as const }),
  };
}

/** Returns the latest rate that has begun on a day. */
export const currentRate = (rates: Taxes["areas"][number]["rates"], day: string) =>
  rates
    .filter(({ from }) => (from ?? "") <= day)
    .reduce<(typeof rates)[number] | undefined>(
      (latest, rate) => (latest && (latest.from ?? "") > (rate.from ?? "") ? latest : rate),
      undefined,
    );
