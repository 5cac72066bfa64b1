import { saleCurrencies, type Variant } from "@securecart/core/catalog";
import type { Currency } from "@securecart/core/money";

/** A variant's price in a currency that the shop has a price list in. */
export function priceIn(currency: Currency, { sku, prices, compareAt }: Variant) {
  const listed = saleCurrencies.find((known) => known === currency);
  if (!listed) throw new Error(`${sku} has no price in ${currency}.`);
  return { amount: prices[listed], compareAt: compareAt?.[listed] };
}
