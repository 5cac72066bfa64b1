import { z } from "zod";

/** Rules for returns. */
export const returns = z.object({
  /**
   * Rule for refunding the outbound delivery when a whole order is returned. "eu": for addresses in the European Union,
   * as Directive 2011/83/EU requires.
   */
  refundDelivery: z.enum(["eu", "always", "never"], "Choose one of the rules.").default("eu"),
});
