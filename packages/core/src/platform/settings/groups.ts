import { z } from "zod";

/** Settings that a merchant can change, by group. Every field has a default, so that a new shop needs no row. */
export const groups = {
  returns: z.object({
    /**
     * Rule for refunding the outbound delivery when a whole order is returned. "eu": for addresses in the European Union,
     * as Directive 2011/83/EU requires.
     */
    refundDelivery: z.enum(["eu", "always", "never"], "Choose one of the rules.").default("eu"),
  }),
} as const;

export type Group = keyof typeof groups;
export type Values<Name extends Group> = z.output<(typeof groups)[Name]>;
