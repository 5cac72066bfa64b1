import { z } from "zod";

const Policy = z
  .string()
  .transform((text) => text.replaceAll(/\r\n?/g, "\n").trim())
  .pipe(z.string().max(2_000, "Use at most 2000 characters."))
  .default("");

/** Texts that staff see where they decide. Shoppers never see them. An empty one is not shown. */
export const policies = z.object({
  refunds: Policy,
  returns: Policy,
  reviews: Policy,
  disputes: Policy,
});
