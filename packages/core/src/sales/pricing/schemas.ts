import { z } from "zod";
import { Currency, taxClasses } from "#platform/money";

/** Whole number of minor units of the order's currency. */
const Minor = z.int();

/**
 * Reason why no tax is charged: in the European Union a business buyer in another member state owes it there itself.
 */
const Exemption = z.literal("reverse_charge");
export type Exemption = z.output<typeof Exemption>;

/**
 * Tax of a place: rates in basis points (1/100 of a percent) by class; the class "zero" has none. `inclusive`: its
 * prices contain the tax.
 */
export const TaxRule = z.object({
  inclusive: z.boolean(),
  rates: z.object({ standard: z.number(), reduced: z.number() }),
  shippingClass: z.enum(taxClasses),
  exempt: Exemption.exactOptional(),
});
export type TaxRule = z.output<typeof TaxRule>;

const terms = {
  code: z.string(),
  label: z.string(),
  /** True for a discount that applies by itself: its code is a key that no shopper sees. */
  isAutomatic: z.boolean().exactOptional(),
  skus: z.array(z.string()).optional(),
};

/**
 * A coupon's terms once the lines and the currency are known. Without `skus` it applies to every line. `amount`: minor
 * units of the order's currency. `bundle`: of each `buy` + `get` pieces, the `get` cheapest cost `percent` less.
 */
export const Discount = z.discriminatedUnion("kind", [
  z.object({ ...terms, kind: z.literal("percent"), percent: z.number() }),
  z.object({ ...terms, kind: z.literal("amount"), amount: z.number() }),
  z.object({ ...terms, kind: z.literal("bundle"), buy: z.number(), get: z.number(), percent: z.number() }),
  z.object({ ...terms, kind: z.literal("shipping") }),
]);
export type Discount = z.output<typeof Discount>;

const DiscountRow = z.object({
  code: z.string(),
  label: z.string(),
  isAutomatic: z.boolean().exactOptional(),
  of: z.enum(["goods", "shipping"]),
  amount: Minor,
});

/** A discount as the sums show it. */
export type DiscountRow = z.output<typeof DiscountRow>;

const LineTotals = z.object({
  sku: z.string(),
  subtotal: Minor,
  discount: Minor,
  relief: Minor,
  tax: Minor,
  total: Minor,
});

/** Sums of a line: `total = subtotal − discount − relief + (tax unless inclusive)`. */
export type LineTotals = z.output<typeof LineTotals>;

/** Sums of an order: `total = subtotal − discount + shipping − shippingDiscount − relief + (tax unless inclusive)`. */
export const Totals = z.object({
  currency: Currency,
  subtotal: Minor,
  discount: Minor,
  shipping: Minor,
  shippingDiscount: Minor,
  tax: Minor,
  taxIncluded: z.boolean(),
  /** Tax that the prices contain and an exempt buyer does not pay. */
  relief: Minor,
  exempt: Exemption.nullable(),
  total: Minor,
  lines: z.array(LineTotals),
  shippingTax: Minor,
  shippingRelief: Minor,
  /** Parts of `discount` and `shippingDiscount`. */
  discounts: z.array(DiscountRow),
});
export type Totals = z.output<typeof Totals>;
