import { z } from "zod";

/** How the shop presents itself. */
export const identity = z.object({
  /** Name of the shop; empty: the name that the deployment gives it. */
  name: z
    .string()
    .trim()
    .max(60, "Use at most 60 characters.")
    .regex(/^[^<>"\\\p{Cc}]*$/u, 'Leave out the characters < > " and \\.')
    .default(""),
});
