import { z } from "zod";
import { Id } from "#platform/id";
import { Money, type Rounding } from "#platform/money";
import { Text } from "#platform/text";

const Positive = z.int().min(1).max(Money.limit);
const Amounts = z
  .partialRecord(Money.SaleCurrency, Positive)
  .refine((amounts) => Object.keys(amounts).length > 0, "Enter an amount.");

/** Endings of a percentage's prices: as the shop rounds prices, or the next lower price that ends in .99. */
export const endings = ["exact", "99"] as const;

/** Reduction of a sale. A currency without an amount is not reduced. */
export const Reduction = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("percent"),
    percent: z.int("Enter a whole number.").min(1, "Must be 1 or more.").max(99, "Must be 99 or less."),
    ending: z.enum(endings).default("exact"),
  }),
  z.object({ kind: z.literal("amount"), amounts: Amounts }),
  z.object({ kind: z.literal("price"), prices: Amounts }),
]);
export type Reduction = z.output<typeof Reduction>;

/** Most products, SKUs, categories and collections that one sale names. */
const mostTargets = 500;
/** Most products of the collections of one sale. */
const mostMembers = 2_000;

const Targets = z.array(z.string().min(1).max(200)).max(mostTargets, `At most ${mostTargets} of a kind.`);

/** Variants that a sale is for: all of them, or those that one of the lists names. */
export const Scope = z
  .object({
    isAll: z.boolean(),
    products: Targets.default([]),
    /** In lower case. */
    skus: Targets.default([]),
    categories: Targets.default([]),
    collections: Targets.default([]),
    /** Products of the collections, as they are when the sale starts. */
    members: z
      .array(z.string())
      .max(mostMembers, `The collections have more than ${mostMembers} products.`)
      .default([]),
  })
  .refine(
    ({ isAll, products, skus, categories, collections }) =>
      isAll || products.length + skus.length + categories.length + collections.length > 0,
    "Choose what the sale is for.",
  );
export type Scope = z.output<typeof Scope>;

export const SaleTerms = z.object({
  name: Text.line(60, "Enter a name."),
  reduction: Reduction,
  scope: Scope,
  startsAt: z.iso.datetime(),
  /** Absent: until it is stopped. */
  endsAt: z.iso.datetime().optional(),
});
export type SaleTerms = z.output<typeof SaleTerms>;

/** Sale as prices are computed from it. */
export type BoardSale = SaleTerms & { saleId: string };

/** Most explicit prices of a price list. They are on the board, which every cart reads. */
export const mostListPrices = 1_000;

/** Prices of a customer group: explicit ones by SKU in lower case, and a percentage off all others. */
export const ListTerms = z
  .object({
    name: Text.line(60, "Enter a name."),
    groupId: Id.schema("group"),
    percent: z
      .int("Enter a whole number.")
      .min(1, "Must be 1 or more.")
      .max(99, "Must be 99 or less.")
      .optional(),
    prices: z
      .record(z.string(), Amounts)
      .refine((prices) => Object.keys(prices).length <= mostListPrices, `At most ${mostListPrices} SKUs.`),
    startsAt: z.iso.datetime().optional(),
    endsAt: z.iso.datetime().optional(),
  })
  .refine(({ percent, prices }) => percent !== undefined || Object.keys(prices).length > 0, {
    message: "Enter a percentage, or prices of SKUs.",
    path: ["percent"],
  });
export type ListTerms = z.output<typeof ListTerms>;

/** Price list as prices are computed from it. */
export type BoardList = ListTerms & { listId: string };

/** Price of each unit from a quantity on. */
export const VolumeStep = z.object({
  from: z.int("Enter a whole number.").min(2, "A volume price begins at 2 or more.").max(999, "At most 999."),
  prices: Amounts,
});
export type VolumeStep = z.output<typeof VolumeStep>;

/** Data of a variant that its prices follow from. Amounts in minor units; 0, or none, is no price. */
export type Priced = {
  sku: string;
  productId: string;
  categorySlug?: string | undefined;
  prices: Money.Amounts;
  compareAt?: Money.Amounts | undefined;
  priceLog?: string[] | undefined;
  volume?: VolumeStep[] | undefined;
};

/** Reason of a price. */
export type Reason = "base" | "sale" | "volume" | "list";

export type Decision = {
  /** Price of one unit, in minor units. */
  amount: number;
  /** Former price to cross out; null when the price is not announced as reduced. */
  compareAt: number | null;
  /** Lowest price of the 30 days before the reduction; null without a price crossed out. */
  lowest: number | null;
  reason: Reason;
  /** Name of the sale or price list. */
  name?: string;
};

/** Rounding of computed prices from a time on. */
export type BoardRounding = { from: string; rounding: Rounding };

/** Sales and price lists that prices are computed from, and the roundings of these, the oldest first. */
export type Board = {
  sales: BoardSale[];
  lists?: BoardList[] | undefined;
  roundings?: BoardRounding[] | undefined;
};

export const emptyBoard: Board = { sales: [] };
