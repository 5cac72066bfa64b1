import { z } from "zod";
import { Slug } from "#catalog/catalog";
import { Money } from "#platform/money";
import { Text } from "#platform/text";
import { canonical } from "./code";

const Count = z.int("Must be a whole number.").min(1, "Must be 1 or more.").max(1_000_000, "Is too large.");
const Percent = z
  .int("Must be a whole number of percent.")
  .min(1, "Must be 1 or more.")
  .max(100, "Must be 100 or less.");
const Pieces = Count.max(99, "Must be 99 or less.");

/** Minor units by currency; without a currency's amount the code is not for carts in it. */
const Amounts = z
  .object({ USD: Money.Amount.min(1), EUR: Money.Amount.min(1) })
  .partial()
  .refine(
    ({ USD, EUR }) => USD !== undefined || EUR !== undefined,
    "Enter an amount in one currency at least.",
  );

const Benefit = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("percent"), percent: Percent }),
  z.object({ kind: z.literal("amount"), amounts: Amounts }),
  z.object({ kind: z.literal("shipping") }),
  z.object({ kind: z.literal("bundle"), buy: Pieces, get: Pieces, percent: Percent }),
]);

/** What a merchant says of a coupon. */
export const Terms = z
  .object({
    code: z.string().transform((text, context) => {
      const code = canonical(text);
      if (code) return code;
      context.addIssue({ code: "custom", message: "A code is 3 to 32 letters A–Z and digits." });
      return z.NEVER;
    }),
    /** What a shopper reads beside the amount. */
    label: Text.line(60, "Enter what shoppers read."),
    benefit: Benefit,
    /** The least that the goods it is for must come to. */
    minimum: Amounts.optional(),
    /** How many orders in all, and how many of one customer. */
    limit: Count.optional(),
    perCustomer: Count.optional(),
    /** From when, and until just before when. */
    startsAt: z.iso.datetime().optional(),
    endsAt: z.iso.datetime().optional(),
    /** Only for these; for everything when both are empty. */
    categories: z.array(Slug).max(50).default([]),
    products: z.array(Slug).max(200).default([]),
    status: z.enum(["active", "paused"]).default("active"),
  })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || Date.parse(startsAt) < Date.parse(endsAt), {
    path: ["endsAt"],
    message: "It must end after it starts.",
  });

export type Terms = z.output<typeof Terms>;

/** A coupon as it stands: its terms, how many orders have it, and a version that moves when the terms do. */
export type Coupon = Terms & { version: number; used: number; createdAt: string; updatedAt: string };
