import type { Place } from "#platform/place";
import { taxAreaOf } from "../tax-id";
import type { TaxRule } from "./schemas";

/** Member state where the merchant is registered for value added tax. */
export const seller = { valueAddedTax: "IE" };

/** Taxes of an area in basis points. `inclusive`: its prices contain the tax. */
type Jurisdiction = Omit<TaxRule, "exempt">;

const valueAdded = (standard: number, reduced: number): Jurisdiction => ({
  inclusive: true,
  rates: { standard, reduced },
  shippingClass: "standard",
});

const salesTax = (standard: number): Jurisdiction => ({
  inclusive: false,
  rates: { standard, reduced: 0 },
  shippingClass: "standard",
});

/** Areas in which goods from another member state are taxed as the Union's rules for goods say. */
const union: Record<string, Jurisdiction> = {
  AT: valueAdded(2000, 1000),
  BE: valueAdded(2100, 600),
  DE: valueAdded(1900, 700),
  DK: valueAdded(2500, 2500),
  ES: valueAdded(2100, 1000),
  FI: valueAdded(2550, 1400),
  FR: valueAdded(2000, 550),
  IE: valueAdded(2300, 1350),
  IT: valueAdded(2200, 1000),
  NL: valueAdded(2100, 900),
  SE: valueAdded(2500, 1200),
  // Goods sold to Northern Ireland from the Union are a distance sale, declared in the Union's One Stop Shop at the
  // rates of the United Kingdom (gov.uk, "Overseas businesses selling goods from the EU to Northern Ireland").
  XI: valueAdded(2000, 500),
};

/** States in which sales tax is added to the price; the others have none. */
const states: Record<string, Jurisdiction> = {
  "US-CA": salesTax(725),
  "US-NY": salesTax(400),
  "US-TX": salesTax(625),
  "US-WA": salesTax(650),
};

const jurisdictions = new Map(Object.entries({ ...union, ...states }));

/** Rule for all other places: exports, and areas outside of the Union's value added tax, are not taxed by us. */
const elsewhere = salesTax(0);

type Taxed = {
  /** Destination; null while it is unknown. */
  place: Pick<Place.Destination, "taxArea"> | null;
  taxId?: string | undefined;
};

/**
 * Returns the tax rule of a destination: in Europe prices contain the tax, in the United States it is added. A business
 * that is registered at the destination owes the tax itself, unless the merchant is registered there, too.
 */
export function taxFor({ place, taxId }: Taxed): TaxRule {
  return ruleOf(place?.taxArea ?? "", taxId);
}

type OldOrder = { country?: string | undefined; region?: string | undefined; taxId?: string | undefined };

/**
 * Returns the tax rule of an order from before orders stored it: the country decided, and in the United States the
 * state as typed.
 */
export function taxOfOldOrder({ country = "", region = "", taxId }: OldOrder): TaxRule {
  return ruleOf(country === "US" ? `US-${region.trim().toUpperCase()}` : country, taxId);
}

function ruleOf(area: string, taxId: string | undefined): TaxRule {
  const { inclusive, rates, shippingClass } = jurisdictions.get(area) ?? elsewhere;
  const owesItself =
    taxId !== undefined &&
    Object.hasOwn(union, area) &&
    taxAreaOf(taxId) === area &&
    area !== seller.valueAddedTax;
  return { inclusive, rates, shippingClass, ...(owesItself && { exempt: "reverse_charge" as const }) };
}
