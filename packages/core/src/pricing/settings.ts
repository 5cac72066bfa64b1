import type { SaleCurrency } from "../catalog/types";
import type { TaxRule } from "./index";

/** Where the merchant delivers, how, for how much and with which tax. Amounts in minor units of each currency. */
export type DeliveryOption = {
  id: string;
  label: string;
  description: string;
  zones: Zone[];
  prices: Record<SaleCurrency, number>;
  /** From this sum of goods on it is free. */
  freeFrom?: Record<SaleCurrency, number>;
};

export type Zone = "domestic" | "europe" | "world";

export const countries: { code: string; name: string; zone: Zone }[] = [
  { code: "US", name: "United States", zone: "domestic" },
  { code: "AT", name: "Austria", zone: "europe" },
  { code: "BE", name: "Belgium", zone: "europe" },
  { code: "CA", name: "Canada", zone: "world" },
  { code: "DK", name: "Denmark", zone: "europe" },
  { code: "FI", name: "Finland", zone: "europe" },
  { code: "FR", name: "France", zone: "europe" },
  { code: "DE", name: "Germany", zone: "europe" },
  { code: "IE", name: "Ireland", zone: "europe" },
  { code: "IT", name: "Italy", zone: "europe" },
  { code: "JP", name: "Japan", zone: "world" },
  { code: "NL", name: "Netherlands", zone: "europe" },
  { code: "ES", name: "Spain", zone: "europe" },
  { code: "SE", name: "Sweden", zone: "europe" },
  { code: "GB", name: "United Kingdom", zone: "world" },
];

export const deliveryOptions: DeliveryOption[] = [
  {
    id: "standard",
    label: "Standard",
    description: "3 to 5 working days",
    zones: ["domestic", "europe"],
    prices: { USD: 590, EUR: 490 },
    freeFrom: { USD: 7500, EUR: 7000 },
  },
  {
    id: "express",
    label: "Express",
    description: "1 to 2 working days",
    zones: ["domestic", "europe"],
    prices: { USD: 1490, EUR: 1290 },
  },
  {
    id: "international",
    label: "International",
    description: "5 to 10 working days",
    zones: ["world"],
    prices: { USD: 1990, EUR: 1790 },
  },
];

/** Value added tax in the countries we deliver to, in basis points: standard and reduced rate. */
const valueAdded: Record<string, readonly [number, number]> = {
  AT: [2000, 1000],
  BE: [2100, 600],
  DE: [1900, 700],
  DK: [2500, 2500],
  ES: [2100, 1000],
  FI: [2550, 1400],
  FR: [2000, 550],
  IE: [2300, 1350],
  IT: [2200, 1000],
  NL: [2100, 900],
  SE: [2500, 1200],
};

/** State sales tax added in the United States, in basis points; states not named here: none is collected. */
const salesTax: Record<string, number> = { CA: 725, NY: 400, TX: 625, WA: 650 };

/** The tax of a destination: in Europe prices contain it, in the United States it is added, elsewhere it is not ours to collect. */
export function taxFor({ country, region }: { country: string; region?: string | undefined }): TaxRule {
  const vat = valueAdded[country];
  if (vat)
    return { inclusive: true, rates: { standard: vat[0], reduced: vat[1] }, shippingClass: "standard" };
  const rate = country === "US" ? (salesTax[(region ?? "").trim().toUpperCase()] ?? 0) : 0;
  return { inclusive: false, rates: { standard: rate, reduced: 0 }, shippingClass: "standard" };
}

/** The ways to deliver to a country and what each costs for goods of this sum; none when we do not deliver there. */
export function deliveriesTo({
  country,
  currency,
  subtotal,
}: {
  country: string;
  currency: SaleCurrency;
  subtotal: number;
}) {
  const zone = countries.find(({ code }) => code === country)?.zone;
  if (!zone) return [];
  return deliveryOptions
    .filter(({ zones }) => zones.includes(zone))
    .map(({ id, label, description, prices, freeFrom }) => ({
      id,
      label,
      description,
      amount: freeFrom && subtotal >= freeFrom[currency] ? 0 : prices[currency],
    }));
}
