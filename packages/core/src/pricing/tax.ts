import { taxAreaOf } from "../tax-id/parse";
import type { TaxRule } from "./index";

/** Where the merchant is at home for taxes: the member state of its registration for value added tax. */
export const seller = { valueAddedTax: "IE" };

type Rates = TaxRule["rates"];

/** Taxes of a country in basis points; of a region where it has its own. `inclusive`: its prices contain the tax. */
type Jurisdiction = Omit<TaxRule, "exempt"> & { regions?: Record<string, Rates> };

const valueAdded = (standard: number, reduced: number): Jurisdiction => ({
  inclusive: true,
  rates: { standard, reduced },
  shippingClass: "standard",
});

/** In a state that is not named no sales tax is collected. */
const salesTax = (standard: number): Rates => ({ standard, reduced: 0 });

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
};

/** Sales tax is added in the United States. */
const unitedStates: Jurisdiction = {
  inclusive: false,
  rates: salesTax(0),
  regions: { CA: salesTax(725), NY: salesTax(400), TX: salesTax(625), WA: salesTax(650) },
  shippingClass: "standard",
};

const jurisdictions = new Map(Object.entries({ ...union, US: unitedStates }));

/** Elsewhere tax is not ours to collect. */
const elsewhere: Jurisdiction = { inclusive: false, rates: salesTax(0), shippingClass: "standard" };

type Destination = { country: string; region?: string | undefined; taxId?: string | undefined };

/**
 * The tax of a destination: in Europe prices contain it, in the United States it is added. A business that is
 * registered where the goods go owes it there itself, unless that is where the merchant is registered too.
 */
export function taxFor({ country, region, taxId }: Destination): TaxRule {
  const { inclusive, rates, regions, shippingClass } = jurisdictions.get(country) ?? elsewhere;
  const part = (region ?? "").trim().toUpperCase();
  const local = regions && Object.hasOwn(regions, part) ? (regions[part] ?? rates) : rates;
  const owesItself =
    taxId !== undefined &&
    Object.hasOwn(union, country) &&
    taxAreaOf(taxId) === country &&
    country !== seller.valueAddedTax;
  return { inclusive, rates: local, shippingClass, ...(owesItself && { exempt: "reverse_charge" as const }) };
}
