import { z } from "zod";
import { Catalog, Sku } from "#catalog/catalog";
import { Price } from "#catalog/price";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Money } from "#platform/money";
import { Place } from "#platform/place";
import { type Discount, deliveriesTo, Pricing, type SumRow, taxFor } from "../pricing";
import { type Automatic, automaticsInUse } from "./automatic";
import { type Best, best, type Offer } from "./best";
import { byCode } from "./coupon";
import { fit as evaluate } from "./fit";
import { withCollections } from "./members";
import { isAutomatic, Terms } from "./terms";

/** Most lines of an example. */
const mostLines = 10;

const Order = z.object({
  terms: Terms,
  /** Orders that use the discount already. */
  used: z.int().min(0).default(0),
  /** Code that the shopper of an automatic discount has entered as well; empty for none. */
  withCode: z.string().max(200).default(""),
  /** Customer groups of the shopper; those of the discount when absent. */
  groups: z.array(Id.schema("group")).optional(),
  currency: Money.SaleCurrency,
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
  /** Effect on the other discounts of the order, in words for staff. */
  meets: string | null;
  rows: SumRow[];
  /** Total without the discount, in minor units. */
  before: number;
  total: number;
};

/**
 * Returns what an order would pay with a discount and the automatic discounts in use, by the rules and the pricing of
 * the checkout, for the first delivery option of the country. Dates and status of the discount do not count; `now` says
 * what they do. Three requests at most, four with a code beside it; one cached read more for discounts on collections. Throws `promotion.unknown_sku`,
 * `promotion.no_delivery`.
 */
export const preview = fn(Order, async ({ terms, used, withCode, groups, ...order }): Promise<Preview> => {
  const [{ lines, price }, inUse, coupon] = await Promise.all([
    example(order),
    automaticsInUse(),
    withCode && isAutomatic(terms.code) ? byCode({ code: withCode }) : null,
  ]);
  const usage = { used, usedByCustomer: 0 };
  const now = Clock.iso();
  const discounts = [terms, ...inUse.map((one) => one.terms), ...(coupon ? [coupon] : [])];
  const shopper = {
    currency: order.currency,
    groups: groups ?? terms.groups,
    lines: await withCollections(lines, discounts),
  };
  const open = { ...terms, status: "active" as const, startsAt: undefined, endsAt: undefined };
  const others: Offer = {
    automatics: inUse.filter((one) => one.terms.code !== terms.code).map(unused),
    code: withCode && isAutomatic(terms.code) ? { terms: coupon, usage: unusedYet } : null,
  };
  const mine: Offer = isAutomatic(terms.code)
    ? { ...others, automatics: [...others.automatics, { terms: open, version: 0, usage }] }
    : { ...others, code: { terms: open, usage } };
  const choose = (offer: Offer) => best(offer, shopper, now, (discounts) => price(discounts).total);
  const [without, chosen] = [choose(others), choose(mine)];
  const opened = evaluate(open, shopper, usage, now);
  const dated = evaluate(terms, shopper, usage, now);
  const totals = price(chosen.discounts);
  return {
    refusal: opened.fits ? null : opened.message,
    now: opened.fits && !dated.fits ? dated.message : null,
    meets: opened.fits ? meeting(terms, { without, chosen, withCode }) : null,
    rows: Pricing.rows(totals),
    before: price(without.discounts).total,
    total: totals.total,
  };
});

const unusedYet = { used: 0, usedByCustomer: 0 };
const unused = (automatic: Automatic) => ({ ...automatic, usage: unusedYet });

type Meeting = { without: Best; chosen: Best; withCode: string };

/** Returns how a discount that fits meets the others: what it replaces, what applies as well, what saves more. */
function meeting({ code, label }: Terms, { without, chosen, withCode }: Meeting): string | null {
  const before = without.automatic?.terms.label;
  const after = chosen.automatic?.terms.label;
  if (isAutomatic(code)) {
    const isApplied = chosen.automatic?.terms.code === code;
    if (!isApplied && after) return `“${after}” saves more and applies instead.`;
    if (!isApplied)
      return withCode && chosen.code?.fits ? `With ${withCode}, “${label}” no longer applies.` : null;
    const replaced = before ? `It applies instead of “${before}”, which saves less.` : "";
    if (!withCode) return replaced || null;
    const beside = chosen.code?.fits
      ? `The code ${withCode} applies as well.`
      : `The code ${withCode} does not apply: ${chosen.code?.message ?? ""}`;
    return [replaced, beside].filter(Boolean).join(" ");
  }
  if (!chosen.code?.fits) return after ? `“${after}” saves more and applies instead.` : null;
  if (after) return `The automatic discount “${after}” applies as well.`;
  return before ? `With ${code}, the automatic discount “${before}” no longer applies.` : null;
}

type Example = Pick<z.output<typeof Order>, "currency" | "country" | "lines">;

/** Returns the example order and how it is priced. One request. */
async function example({ currency, country, lines }: Example) {
  const keys = [...new Set(lines.map(({ sku }) => sku))].map(Catalog.variantKey);
  const items = await Dynamo.batchGet([...keys, Price.boardKey()]);
  const offered = await Catalog.offered(items);
  const board = Price.boardOf(items);
  const priced = lines.map(({ sku, quantity }) => {
    const variant = offered.get(sku)?.variant;
    if (!variant)
      throw new DomainError("not_found", "promotion.unknown_sku", `No product has the SKU ${sku}.`, "skus");
    const { productId, slug, categorySlug = "", taxClass, weightGrams } = variant;
    const unitPrice = Price.decide(variant, { currency, quantity, board, at: Clock.iso() }).amount;
    return { sku, productId, slug, category: categorySlug, unitPrice, quantity, taxClass, weightGrams };
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
  const price = (discounts: Discount[]) =>
    Pricing.price({
      currency,
      lines: priced,
      discounts,
      shipping: delivery.amount,
      tax: taxFor({ rules, place }),
    });
  return { lines: priced, price };
}
