import { z } from "zod";
import { Catalog, Sku } from "#catalog/catalog";
import { Price } from "#catalog/price";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { saleCurrencies } from "#platform/money";
import { Place } from "#platform/place";
import { deliveriesTo, Pricing, type SumRow, taxFor } from "../pricing";
import { fit as evaluate } from "./fit";
import { type Coupon, Terms } from "./terms";

/** Most lines of an example. */
const mostLines = 10;

const Order = z.object({
  terms: Terms,
  /** Orders that use the coupon already. */
  used: z.int().min(0).default(0),
  currency: z.enum(saleCurrencies),
  country: z.string().refine((code) => Place.countryOf(code) === code, "Choose a country."),
  lines: z
    .array(z.object({ sku: Sku, quantity: z.int().min(1).max(999) }))
    .min(1, "Enter a SKU.")
    .max(mostLines),
});

export type Preview = {
  /** Reason why the example order does not get the discount, in the words that its shopper reads. */
  refusal: string | null;
  /** The same at this moment, when only the dates or a pause are in the way. */
  now: string | null;
  rows: SumRow[];
  /** Total without the discount, in minor units. */
  before: number;
  total: number;
};

/**
 * Returns what an order would pay with a coupon, by the rules and the pricing of the checkout, for the first delivery option
 * of the country. Dates and status do not count; `now` says what they do. Two requests at most. Throws `promotion.unknown_sku`,
 * `promotion.no_delivery`.
 */
export const preview = fn(Order, async ({ terms, used, currency, country, lines }): Promise<Preview> => {
  const keys = [...new Set(lines.map(({ sku }) => sku))].map(Catalog.variantKey);
  const items = await Dynamo.batchGet([...keys, Price.boardKey()]);
  const offered = await Catalog.offered(items);
  const board = Price.boardOf(items);
  const priced = lines.map(({ sku, quantity }) => {
    const variant = offered.get(sku)?.variant;
    if (!variant)
      throw new DomainError("not_found", "promotion.unknown_sku", `No product has the SKU ${sku}.`, "skus");
    const { slug, categorySlug = "", taxClass, weightGrams } = variant;
    return {
      sku,
      slug,
      category: categorySlug,
      unitPrice: Price.decide(variant, { currency, quantity, board, at: Clock.iso() }).amount,
      quantity,
      taxClass,
      weightGrams,
    };
  });
  const subtotal = priced.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0);
  const grams = priced.reduce((sum, { weightGrams, quantity }) => sum + weightGrams * quantity, 0);
  const place = { territory: country, country, taxArea: country };
  const rules = await Pricing.rules();
  const [delivery] = deliveriesTo({ rules, place, currency, subtotal, grams });
  if (!delivery)
    throw new DomainError(
      "input",
      "promotion.no_delivery",
      "No delivery option takes these items to this country at once.",
      "skus",
    );
  const coupon: Coupon = { ...terms, version: 1, used, createdAt: "", updatedAt: "" };
  const usage = { used, usedByCustomer: 0 };
  const moment = Clock.iso();
  const open = evaluate(
    { ...coupon, status: "active", startsAt: undefined, endsAt: undefined },
    { currency, lines: priced },
    usage,
    moment,
  );
  const now = evaluate(coupon, { currency, lines: priced }, usage, moment);
  const sums = (isDiscounted: boolean) =>
    Pricing.price({
      currency,
      lines: priced,
      discounts: isDiscounted && open.fits ? [open.discount] : [],
      shipping: delivery.amount,
      tax: taxFor({ rules, place }),
    });
  const totals = sums(true);
  return {
    refusal: open.fits ? null : open.message,
    now: open.fits && !now.fits ? now.message : null,
    rows: Pricing.rows(totals),
    before: sums(false).total,
    total: totals.total,
  };
});
