import { z } from "zod";
import { results } from "./rule";

/** Response of the register of VAT numbers about a number: evidence that stays on the order. Never an address. */
export const Check = z.object({
  taxId: z.string(),
  result: z.enum(results),
  /** Time of the response. ISO 8601. */
  at: z.string(),
  /** Number by which the register proves the consultation to tax authorities. */
  consultation: z.string().optional(),
  /** Name of the business, if the member state gives it. */
  name: z.string().optional(),
  /** Reason why the register gave no result. */
  reason: z.string().optional(),
});
export type Check = z.output<typeof Check>;
