import type Stripe from "stripe";
import { invalid } from "./errors";
import { emit } from "./events";
import { letters } from "./ids";
import { listOf } from "./lists";
import { toAmount, toCurrency } from "./money";
import type { RequestParams } from "./params";
import type { Handlers } from "./routes";
import { metadata, need, type World } from "./world";

function createCoupon(world: World, fields: RequestParams["POST /v1/coupons"]): Stripe.Coupon {
  const { amount_off: off, percent_off: percent } = fields;
  if ((off === undefined) === (percent === undefined))
    throw invalid("Must provide one of percent_off or amount_off.", "percent_off");
  if (percent !== undefined && !(percent > 0 && percent <= 100))
    throw invalid("Invalid percent_off: must be greater than 0 and at most 100.", "percent_off");
  if (off !== undefined && !fields.currency)
    throw invalid("You must pass currency when passing amount_off.", "currency", "parameter_missing");
  if (fields.id && world.store.find("coupon", fields.id))
    throw invalid("Coupon already exists.", "id", "resource_already_exists");
  const currency = fields.currency ? toCurrency(fields.currency) : null;
  const coupon: Stripe.Coupon = {
    id: fields.id ?? letters(8),
    object: "coupon",
    amount_off: off !== undefined && currency ? toAmount(off, currency, "amount_off") : null,
    created: world.now(),
    currency: off === undefined ? null : currency,
    duration: fields.duration ?? "once",
    duration_in_months: fields.duration_in_months ?? null,
    livemode: false,
    max_redemptions: fields.max_redemptions ?? null,
    metadata: metadata(fields.metadata),
    name: fields.name ?? null,
    percent_off: percent ?? null,
    redeem_by: fields.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  };
  world.store.put("coupon", coupon);
  emit(world, "coupon.created", coupon);
  return coupon;
}

/** Returns the coupon with its current validity: it is invalid once used up or expired. */
export function couponNow(world: World, coupon: Stripe.Coupon): Stripe.Coupon {
  const usedUp = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
  const late = coupon.redeem_by !== null && coupon.redeem_by <= world.now();
  return { ...coupon, valid: coupon.valid && !usedUp && !late };
}

export const coupons = {
  "POST /v1/coupons": createCoupon,
  "GET /v1/coupons": (world, page) => {
    const list = listOf(world, "coupon", "/v1/coupons", page);
    return { ...list, data: list.data.map((coupon) => couponNow(world, coupon)) };
  },
  "GET /v1/coupons/:id": (world, _, { id }) => couponNow(world, need(world, "coupon", id)),
  "POST /v1/coupons/:id": (world, fields, { id }) => {
    const present = need(world, "coupon", id);
    const coupon: Stripe.Coupon = {
      ...present,
      metadata:
        fields.metadata === undefined ? present.metadata : metadata(fields.metadata, present.metadata),
      name: fields.name ?? present.name,
    };
    world.store.put("coupon", coupon);
    emit(world, "coupon.updated", coupon);
    return couponNow(world, coupon);
  },
  "DELETE /v1/coupons/:id": (world, _, { id }): Stripe.DeletedCoupon => {
    const coupon = need(world, "coupon", id);
    world.store.remove("coupon", id);
    emit(world, "coupon.deleted", { ...coupon, valid: false });
    return { id, object: "coupon", deleted: true };
  },
} satisfies Partial<Handlers>;
