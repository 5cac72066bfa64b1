import { z } from "zod";
import { Slug } from "#catalog/catalog";
import { Id } from "#platform/id";
import { Money } from "#platform/money";
import { Text } from "#platform/text";
import { canonical } from "./code";

const Count = z.int("Must be a whole number.").min(1, "Must be 1 or more.").max(1_000_000, "Is too large.");
const Percent = z
  .int("Must be a whole number of percent.")
  .min(1, "Must be 1 or more.")
  .max(100, "Must be 100 or less.");
const Pieces = Count.max(99, "Must be 99 or less.");

/** Minor units by currency; without an amount in its currency, a cart cannot use the code. */
const Amounts = z
  .partialRecord(Money.SaleCurrency, Money.Amount.min(1))
  .refine((amounts) => Object.keys(amounts).length > 0, "Enter an amount in one currency at least.");

const Benefit = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("percent"), percent: Percent }),
  z.object({ kind: z.literal("amount"), amounts: Amounts }),
  z.object({ kind: z.literal("shipping") }),
  z.object({ kind: z.literal("bundle"), buy: Pieces, get: Pieces, percent: Percent }),
]);

/** Stands for the code of an automatic discount, which no shopper enters. */
const AutomaticKey = Id.schema("automatic");

/** Tells whether a discount applies by itself, by its code. */
export const isAutomatic = (code: string) => AutomaticKey.safeParse(code).success;

const Code = z.string().transform((text, context) => {
  const code = isAutomatic(text) ? text : canonical(text);
  if (code) return code;
  context.addIssue({ code: "custom", message: "A code is 3 to 32 letters A–Z and digits." });
  return z.NEVER;
});

/** Most collections of one discount. */
const mostCollections = 10;

/** `archived`: out of use for good, and not listed by default. Orders that used the code still refer to it. */
export const statuses = ["active", "paused", "archived"] as const;
export type Status = (typeof statuses)[number];

const shared = {
  /** Text beside the amount, for shoppers. */
  label: Text.line(60, "Enter what shoppers read."),
  benefit: Benefit,
  /** Least sum of the goods that it applies to. */
  minimum: Amounts.optional(),
  /** Limits of orders: in total, and of one customer. */
  limit: Count.optional(),
  perCustomer: Count.optional(),
  /** Start, and end (exclusive). */
  startsAt: z.iso.datetime().optional(),
  endsAt: z.iso.datetime().optional(),
  /** Categories, products and collections that it applies to; all when all three are empty. */
  categories: z.array(Slug).max(50).default([]),
  products: z.array(Slug).max(200).default([]),
  collections: z.array(Id.schema("collection")).max(mostCollections).default([]),
  /** Customer groups that it is for; everyone when empty. */
  groups: z.array(Id.schema("group")).max(20).default([]),
  /** Automatic discounts: tells whether it applies together with a code. */
  combines: z.boolean().default(false),
  status: z.enum(statuses).default("active"),
};

const isWindow = ({ startsAt, endsAt }: { startsAt?: string | undefined; endsAt?: string | undefined }) =>
  !startsAt || !endsAt || Date.parse(startsAt) < Date.parse(endsAt);
const noWindow = { path: ["endsAt"], message: "It must end after it starts." };

/** Terms that the codes of a batch share. */
export const SharedTerms = z.object(shared).refine(isWindow, noWindow);
export type SharedTerms = z.output<typeof SharedTerms>;

/** Terms of a coupon, as the merchant enters them. */
export const Terms = z.object({ code: Code, ...shared }).refine(isWindow, noWindow);
export type Terms = z.output<typeof Terms>;

/** Returns stored terms with what older ones lack. */
export const withDefaults = <Stored extends SharedTerms>(terms: Stored): Stored => ({
  ...terms,
  collections: terms.collections ?? [],
  groups: terms.groups ?? [],
  combines: terms.combines ?? false,
});

/** Coupon: its terms, how many orders use it, and a version that changes with the terms. */
export type Coupon = Terms & {
  version: number;
  used: number;
  createdAt: string;
  updatedAt: string;
  /** Batch that the code was created in, if any. */
  batchId?: string | undefined;
};
