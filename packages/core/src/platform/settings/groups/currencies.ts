import { z } from "zod";
import { formerCurrencies, Money, type SaleCurrency, saleCurrencies } from "../../money";

/** Currencies of the prices. */
export const currencies = z
  .object({
    /** Currency in which shoppers see prices and pay. */
    main: Money.SaleCurrency.default("USD"),
    /** Further currencies in which products need a price. True stands for the other one of USD and EUR. */
    others: z.union([z.boolean(), z.array(Money.SaleCurrency)]).default(true),
    /** Rounding of prices that the shop computes: those of sales and price lists in percent. */
    rounding: z.enum(Money.roundings, "Choose a rounding.").default("exact"),
  })
  .transform(({ main, others, ...rest }) => ({ ...rest, main, others: othersOf(main, others) }));

function othersOf(main: SaleCurrency, others: boolean | SaleCurrency[]) {
  if (others === false) return [];
  const chosen = others === true ? (formerCurrencies.includes(main) ? formerCurrencies : []) : others;
  return saleCurrencies.filter((currency) => currency !== main && chosen.includes(currency));
}
