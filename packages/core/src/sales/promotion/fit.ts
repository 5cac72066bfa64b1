import type { SaleCurrency } from "#platform/money";
import { Money } from "#platform/money";
import type { Discount } from "../pricing";
import { reduced } from "../pricing";
import { isAutomatic, type Terms } from "./terms";

/** Data of a cart that a coupon depends on. */
export type Basket = {
  currency: SaleCurrency;
  /** Customer groups in use that the shopper is in. */
  groups: string[];
  lines: {
    sku: string;
    slug: string;
    category: string;
    /** Those that its product is in, of the collections that discounts are for. */
    collections: string[];
    unitPrice: number;
    quantity: number;
  }[];
};

/** Uses of a coupon, in total and by this customer, without the cart's own open order. */
export type Usage = { used: number; usedByCustomer: number };

export type Refusal = { code: `promotion.${string}`; message: string };
export type Fit = { fits: true; discount: Discount } | ({ fits: false } & Refusal);

export const unknown: Refusal = { code: "promotion.unknown", message: "We can't find this code." };
export const exhausted = no("promotion.exhausted", "This code has been used up. Please try another one.");
export const usedBefore = no(
  "promotion.used_before",
  "You have already used this code. Please try another one.",
);

const expired = "This code has expired. Please try another one.";

/** Tells whether a coupon fits a cart at a time, with its discount or the refusal. Pure. */
export function fit(coupon: Terms, { currency, groups, lines }: Basket, usage: Usage, now: string): Fit {
  const { code, label, benefit, minimum, limit, perCustomer } = coupon;
  const refusal = standing(coupon, now);
  if (refusal) return { fits: false, ...refusal };
  if (limit !== undefined && usage.used >= limit) return { fits: false, ...exhausted };
  if (perCustomer !== undefined && usage.usedByCustomer >= perCustomer) return { fits: false, ...usedBefore };
  if (coupon.groups.length > 0 && !coupon.groups.some((group) => groups.includes(group)))
    return refuse(
      "promotion.wrong_customer",
      "This code is for certain customers only. If you are one of them, sign in first.",
    );
  const scoped = coupon.categories.length + coupon.products.length + coupon.collections.length > 0;
  const meant = lines.filter(
    ({ slug, category, collections }) =>
      !scoped ||
      coupon.products.includes(slug) ||
      coupon.categories.includes(category) ||
      collections.some((collectionId) => coupon.collections.includes(collectionId)),
  );
  if (meant.length === 0)
    return refuse("promotion.wrong_items", "This code is not for the items in your cart.");
  const foreign = refuse(
    "promotion.wrong_currency",
    `This code is not for orders in ${currency}. Please try another one.`,
  );
  if (minimum) {
    const least = minimum[currency];
    if (least === undefined) return foreign;
    const sum = meant.reduce((total, { unitPrice, quantity }) => total + unitPrice * quantity, 0);
    if (sum < least) {
      const more = `${Money.format(least - sum, currency)} more${scoped ? " of the items it is for" : ""}`;
      return refuse("promotion.below_minimum", `Add ${more} to use this code.`);
    }
  }
  const shared = {
    code,
    label,
    ...(isAutomatic(code) && { isAutomatic: true }),
    ...(scoped && { skus: meant.map(({ sku }) => sku) }),
  };
  switch (benefit.kind) {
    case "percent":
    case "shipping":
      return { fits: true, discount: { ...shared, ...benefit } };
    case "amount": {
      const amount = benefit.amounts[currency];
      return amount === undefined ? foreign : { fits: true, discount: { ...shared, kind: "amount", amount } };
    }
    case "bundle": {
      const pieces = meant.reduce((total, { quantity }) => total + quantity, 0);
      const missing = benefit.buy + 1 - pieces;
      if (reduced(benefit, pieces) > 0) return { fits: true, discount: { ...shared, ...benefit } };
      const what = `${missing} more ${missing === 1 ? "item" : "items"}${scoped ? " it is for" : ""}`;
      return refuse("promotion.too_few_items", `Add ${what} to use this code.`);
    }
  }
}

/** Returns the refusal of a coupon that no customer can use at that time, or null. */
function standing({ status, startsAt, endsAt }: Terms, now: string): Refusal | null {
  if (status === "archived") return no("promotion.expired", expired);
  if (status === "paused")
    return no("promotion.paused", "This code cannot be used right now. Please try another one.");
  if (endsAt && Date.parse(now) >= Date.parse(endsAt)) return no("promotion.expired", expired);
  if (startsAt && Date.parse(now) < Date.parse(startsAt))
    return no("promotion.not_yet", "This code is not valid yet. Please try again later.");
  return null;
}

function no(code: Refusal["code"], message: string): Refusal {
  return { code, message };
}

const refuse = (code: Refusal["code"], message: string): Fit => ({ fits: false, code, message });
