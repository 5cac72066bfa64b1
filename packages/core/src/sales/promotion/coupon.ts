import { z } from "zod";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { canonical } from "./code";
import { CouponEntity } from "./coupon.entity";
import { unknown } from "./fit";
import { type Coupon, isAutomatic, type Terms, withDefaults } from "./terms";

export const Ref = z.object({ code: z.string() });

/** Returns the coupon that a shopper's spelling or an automatic discount's key means, or null. One request; none when it cannot be a code. */
export const byCode = fn(Ref, async ({ code }): Promise<Coupon | null> => {
  const meant = isAutomatic(code) ? code : canonical(code);
  if (!meant) return null;
  const { data } = await CouponEntity.get({ code: meant }).go({ consistent: true });
  return data && couponOf(data);
});

/** Returns what `byCode` does. Throws `promotion.unknown` when the coupon does not exist. */
export async function require(code: string) {
  const coupon = await byCode({ code });
  if (!coupon) throw new DomainError("input", unknown.code, unknown.message);
  return coupon;
}

type Row = {
  terms: Terms;
  version: number;
  used: number;
  createdAt: string;
  updatedAt: string;
  batchId?: string | undefined;
};

/** Returns the coupon of a row. */
export const couponOf = ({ terms, version, used, createdAt, updatedAt, batchId }: Row): Coupon => ({
  ...withDefaults(terms),
  version,
  used,
  createdAt,
  updatedAt,
  ...(batchId && { batchId }),
});
