import { z } from "zod";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Secret } from "#platform/secret";
import { couponOf, require } from "./coupon";
import { CouponEntity } from "./coupon.entity";
import { CustomerUseEntity } from "./customer-use.entity";
import { exhausted, type Usage, usedBefore } from "./fit";
import { RedemptionEntity } from "./redemption.entity";
import type { Coupon } from "./terms";
import type { Taken } from "./writes";

export {
  advanceBatch,
  type Batch,
  batch,
  batchCodes,
  changeBatch,
  createBatch,
  mostCodes,
  NewBatch,
} from "./batch";
export { canonical } from "./code";
export { byCode, require } from "./coupon";
export { describeBenefit, describeConditions, facts } from "./describe";
export { erasePersonal } from "./erase";
export { type Basket, type Fit, fit, type Refusal, type Usage, unknown } from "./fit";
export * as Promotion from "./index";
export { type Listed, type ListedBatch, type ListedCode, list } from "./listing";
export { archive, change, create, listOld, pause, restore, resume, save } from "./manage";
export { type Preview, preview } from "./preview";
export { type Standing, standingOf, standings } from "./standing";
export { type Coupon, SharedTerms, type Status, Terms } from "./terms";
export { redeem, redeemAgain, release, Taken } from "./writes";

/**
 * Returns the key of a customer for coupons: a keyed digest of the email address in lower case and without a "+tag". No
 * key contains an address, and none can be found by guessing.
 */
export function customerOf(email: string) {
  const [, local = "", domain = ""] =
    /^(.*)@([^@]*)$/s.exec(email.normalize("NFKC").trim().toLowerCase()) ?? [];
  return Secret.sign("LinkSecret", "coupon customer", `${local.replace(/\+.*$/s, "")}@${domain}`).toString(
    "base64url",
  );
}

/** Discount code of a cart with its coupon, null when none has that code, and its uses. */
export type CartCoupon = { code: string; coupon: Coupon | null; usage: Usage };

type Note = { code: string; email?: string | undefined; orderId?: string | undefined };

/** Returns the keys of the rows that `ofCart` needs, to read them together with other rows; three at most. */
export const keys = ({ code, email, orderId }: Note) => [
  Dynamo.keyOf(CouponEntity.get({ code })),
  ...(email ? [Dynamo.keyOf(CustomerUseEntity.get({ code, customer: customerOf(email) }))] : []),
  ...(orderId ? [Dynamo.keyOf(RedemptionEntity.get({ orderId, code }))] : []),
];

/** Reads a cart's coupon from raw items. The use by the cart's own open order does not count. */
export function ofCart(items: Record<string, unknown>[], { code, email, orderId }: Note): CartCoupon {
  const item = (entity: string) =>
    items.find((found) => Dynamo.entityOf(found) === entity && found.code === code) ?? null;
  const row = item("coupon");
  const coupon = row && CouponEntity.parse({ Item: row }).data;
  const own = item("redemption");
  const isOwn = own?.state === "used" && own.orderId === orderId;
  const byCustomer = Number(item("customeruse")?.used ?? 0);
  const isSame = isOwn && email !== undefined && own.customer === customerOf(email);
  return {
    code,
    coupon: coupon && couponOf(coupon),
    usage: { used: (coupon?.used ?? 0) - (isOwn ? 1 : 0), usedByCustomer: byCustomer - (isSame ? 1 : 0) },
  };
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
  if (coupon.version !== version)
    return new DomainError(
      "conflict",
      "promotion.changed",
      "The terms of your discount code have changed. Please review your order again.",
    );
  const { code: reason, message } = limit === "customer" ? usedBefore : exhausted;
  return new DomainError("conflict", reason, message);
}
