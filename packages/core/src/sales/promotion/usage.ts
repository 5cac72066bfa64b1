import { Dynamo } from "#platform/dynamo";
import { Secret } from "#platform/secret";
import { type Counter, counters } from "./counters";
import { CouponEntity } from "./coupon.entity";
import { CustomerUseEntity } from "./customer-use.entity";
import type { Usage } from "./fit";
import { RedemptionEntity } from "./redemption.entity";

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

export type Note = { code: string; email?: string | undefined; orderId?: string | undefined };

/** Returns the keys of a discount and of its uses, to read them together with other rows; three at most. */
export const keys = ({ code, email, orderId }: Note) => [
  Dynamo.keyOf(CouponEntity.get({ code })),
  ...(email ? [Dynamo.keyOf(CustomerUseEntity.get({ code, customer: customerOf(email) }))] : []),
  ...(orderId ? [Dynamo.keyOf(RedemptionEntity.get({ orderId, code }))] : []),
];

/** Returns the raw item of an entity that has this code, or null. */
export const itemOf = (items: Record<string, unknown>[], entity: string, code: string) =>
  items.find((found) => Dynamo.entityOf(found) === entity && found.code === code) ?? null;

/** Reads the uses of a discount from raw items. The use by the cart's own open order does not count. */
export function usageIn(items: Record<string, unknown>[], { code, email, orderId }: Note): Usage {
  const own = itemOf(items, "redemption", code);
  const isOwn = own?.state === "used" && own.orderId === orderId;
  const used = Number(itemOf(items, "coupon", code)?.used ?? 0);
  const byCustomer = Number(itemOf(items, "customeruse", code)?.used ?? 0);
  const counted = isOwn ? countersOf(own) : [];
  const isSame = isOwn && email !== undefined && own.customer === customerOf(email);
  return {
    used: used - (counted.includes("coupon") ? 1 : 0),
    usedByCustomer: byCustomer - (isSame && counted.includes("customer") ? 1 : 0),
  };
}

/** Returns the counters of a redemption. One without any note adds to both. */
const countersOf = ({ counted }: Record<string, unknown>): readonly Counter[] =>
  Array.isArray(counted) ? counters.filter((counter) => counted.includes(counter)) : counters;
