import type Stripe from "stripe";
import { couponNow } from "./coupons";
import { invalid, missingParam } from "./errors";
import { emit } from "./events";
import { letters, newId } from "./ids";
import { listOf } from "./lists";
import type { RequestParams } from "./params";
import type { Handlers } from "./routes";
import { idOf, metadata, need, type World } from "./world";

function createPromotionCode(
  world: World,
  fields: RequestParams["POST /v1/promotion_codes"],
): Stripe.PromotionCode {
  const id = fields.promotion.coupon;
  if (!id) throw missingParam("promotion[coupon]");
  const coupon = need(world, "coupon", id, "promotion[coupon]");
  if (fields.customer) need(world, "customer", fields.customer, "customer");
  const code = fields.code ?? letters(8).toUpperCase();
  if (sameCode(world, code).some(({ active }) => active))
    throw invalid(
      `An active promotion code with \`code: ${code}\` already exists.`,
      "code",
      "resource_already_exists",
    );
  const promotion: Stripe.PromotionCode = {
    id: newId("promo"),
    object: "promotion_code",
    active: fields.active ?? true,
    code,
    created: world.now(),
    customer: fields.customer ?? null,
    customer_account: null,
    expires_at: fields.expires_at ?? null,
    livemode: false,
    max_redemptions: fields.max_redemptions ?? null,
    metadata: metadata(fields.metadata),
    promotion: { coupon: coupon.id, type: "coupon" },
    restrictions: { first_time_transaction: false, minimum_amount: null, minimum_amount_currency: null },
    times_redeemed: 0,
  };
  world.store.put("promotion_code", promotion);
  emit(world, "promotion_code.created", promotion);
  return promotion;
}

function sameCode(world: World, code: string): Stripe.PromotionCode[] {
  const where = [{ sql: "lower(json_extract(body, '$.code')) = lower(?)", values: [code] }];
  return world.store.select("promotion_code", { where, limit: 100 });
}

/** Returns the coupon of a discount. Throws ApiError, naming the parameter `at`, when it cannot be redeemed now. */
export function redeemable(
  world: World,
  discount: { coupon?: string; promotion_code?: string },
  at: string,
): Stripe.Coupon {
  const promotion = discount.promotion_code
    ? need(world, "promotion_code", discount.promotion_code, `${at}[promotion_code]`)
    : null;
  if (promotion && !isUsable(world, promotion))
    throw invalid("This promotion code cannot be redeemed.", `${at}[promotion_code]`);
  const id = promotion ? idOf(promotion.promotion.coupon) : discount.coupon;
  if (!id) throw missingParam(`${at}[coupon]`);
  const coupon = couponNow(world, need(world, "coupon", id, `${at}[coupon]`));
  if (!coupon.valid)
    throw invalid(`Coupon ${id} is used up or has expired.`, `${at}[coupon]`, "coupon_expired");
  return coupon;
}

function isUsable(
  world: World,
  { active, expires_at, max_redemptions, times_redeemed }: Stripe.PromotionCode,
) {
  const usedUp = max_redemptions !== null && times_redeemed >= max_redemptions;
  return active && !usedUp && (expires_at === null || expires_at > world.now());
}

export const promotionCodes = {
  "POST /v1/promotion_codes": createPromotionCode,
  "GET /v1/promotion_codes": (world, { active, code, coupon, customer, ...page }) =>
    listOf(world, "promotion_code", "/v1/promotion_codes", page, {
      equal: { active, code, customer, "promotion.coupon": coupon },
    }),
  "GET /v1/promotion_codes/:id": (world, _, { id }) => need(world, "promotion_code", id),
  "POST /v1/promotion_codes/:id": (world, fields, { id }) => {
    const present = need(world, "promotion_code", id);
    const promotion: Stripe.PromotionCode = {
      ...present,
      active: fields.active ?? present.active,
      metadata:
        fields.metadata === undefined ? present.metadata : metadata(fields.metadata, present.metadata),
    };
    world.store.put("promotion_code", promotion);
    emit(world, "promotion_code.updated", promotion);
    return promotion;
  },
} satisfies Partial<Handlers>;
