import { z } from "zod";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { couponOf, require } from "./coupon";
import { CouponEntity } from "./coupon.entity";
import { exhausted, type Usage, usedBefore } from "./fit";
import { RedemptionEntity } from "./redemption.entity";
import { type Coupon, isAutomatic } from "./terms";
import { itemOf, keys, type Note, usageIn } from "./usage";
import type { Taken } from "./writes";

export { type Automatic, automatics, automaticsInUse, type Candidate, mostAutomatic } from "./automatic";
export {
  advanceBatch,
  type Batch,
  batch,
  batchCodes,
  batchPage,
  changeBatch,
  createBatch,
  mostCodes,
  NewBatch,
} from "./batch";
export { type Best, best, type Offer } from "./best";
export { canonical } from "./code";
export { type Counter, counters } from "./counters";
export { byCode, require } from "./coupon";
export { describeBenefit, describeConditions } from "./describe";
export { erasePersonal } from "./erase";
export { facts } from "./facts";
export { type Basket, type Fit, fit, type Refusal, type Usage, unknown } from "./fit";
export * as Promotion from "./index";
export { type Listed, type ListedBatch, type ListedCode, list } from "./listing";
export { archive, change, create, listOld, pause, restore, resume, save, setStatusTo } from "./manage";
export { withCollections } from "./members";
export { type Preview, preview } from "./preview";
export { type Standing, standingOf, standings } from "./standing";
export { type Coupon, isAutomatic, SharedTerms, type Status, Terms } from "./terms";
export { customerOf, keys } from "./usage";
export {
  countersOf,
  redeem,
  redeemAgain,
  redeemAutomatic,
  release,
  Taken,
  takenBy,
} from "./writes";

/** Discount code of a cart with its coupon, null when none has that code, and its uses. */
export type CartCoupon = { code: string; coupon: Coupon | null; usage: Usage };

/** Reads a cart's coupon from raw items. The use by the cart's own open order does not count. */
export function ofCart(items: Record<string, unknown>[], note: Note): CartCoupon {
  const item = itemOf(items, "coupon", note.code);
  const coupon = item && CouponEntity.parse({ Item: item }).data;
  return { code: note.code, coupon: coupon && couponOf(coupon), usage: usageIn(items, note) };
}

/** Reads what `ofCart` returns with one request. */
export async function lookUp(note: Note): Promise<CartCoupon> {
  return ofCart(await Dynamo.batchGet(keys(note)), note);
}

/** Returns whether an order's use of a coupon counts. One request. */
export const isUsedBy = fn(z.object({ orderId: z.string(), code: z.string() }), async (use) => {
  const { data } = await RedemptionEntity.get(use).go({ consistent: true });
  return data?.state === "used";
});

/** Returns the error for an order whose coupon was refused; `limit` names which of the two limits was reached. */
export async function refusal({ code, version }: Taken, limit: "coupon" | "customer") {
  const coupon = await require(code);
  if (isAutomatic(code))
    return new DomainError(
      "conflict",
      "promotion.automatic_over",
      `“${coupon.label}” no longer applies. Please review your order again.`,
    );
  if (coupon.version !== version)
    return new DomainError(
      "conflict",
      "promotion.changed",
      "The terms of your discount code have changed. Please review your order again.",
    );
  const { code: reason, message } = limit === "customer" ? usedBefore : exhausted;
  return new DomainError("conflict", reason, message);
}
