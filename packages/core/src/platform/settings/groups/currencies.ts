import { z } from "zod";
import { saleCurrencies } from "../../money";

/** Currencies of the prices. */
export const currencies = z.object({
  /** Currency in which shoppers see prices and pay. */
  main: z.enum(saleCurrencies, "Choose a currency.").default("USD"),
  /** True when products need a price in the other currency, too. */
  others: z.boolean().default(true),
});
