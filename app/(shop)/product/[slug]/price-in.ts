import { saleCurrencies, type Variant } from "@securecart/core/catalog";
import type { Currency } from "@securecart/core/money";

/** Returns a variant's price in minor units of a currency. Throws when the shop has no prices in that currency. */
export function priceIn(currency: Currency, { sku, prices, compareAt }: Variant) {
  const listed = saleCurrencies.find((known) => known === currency);
  if (!listed) throw new Error(`${sku} has no price in ${currency}.`);
  return { amount: prices[listed], compareAt: compareAt?.[listed] };
}
