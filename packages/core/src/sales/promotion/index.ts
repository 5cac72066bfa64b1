import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo, shardOf, shards } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Secret } from "#platform/secret";
import { canonical } from "./code";
import { CouponEntity } from "./coupon.entity";
import { CustomerUseEntity } from "./customer-use.entity";
import { exhausted, type Usage, unknown, usedBefore } from "./fit";
import { RedemptionEntity } from "./redemption.entity";
import { type Coupon, Terms } from "./terms";
import type { Taken } from "./writes";

export { canonical } from "./code";
export { erasePersonal } from "./erase";
export { type Basket, type Fit, fit, type Refusal, type Usage, unknown } from "./fit";
export * as Promotion from "./index";
export { type Coupon, Terms } from "./terms";
export { redeem, redeemAgain, release, Taken } from "./writes";

const tries = 5;

const Ref = z.object({ code: z.string() });

/**
 * Saves a coupon, new or changed, by its code. Its uses stay counted. An order that was reviewed under the terms before
 * and is not placed yet is refused and must be reviewed again.
 */
export const save = fn(Terms, (terms) => write(terms.code, () => terms));

/** Takes a coupon out of use until it is resumed. Throws `promotion.unknown`. */
export const pause = fn(Ref, ({ code }) => setStatus(code, "paused"));

/** Brings a paused coupon back. Throws `promotion.unknown`. */
export const resume = fn(Ref, ({ code }) => setStatus(code, "active"));

/** Returns all coupons by code, for the admin. Four requests. */
export async function list(): Promise<Coupon[]> {
  const found = await Promise.all(
    shards.map((shard) => CouponEntity.query.all({ shard }).go({ pages: "all" })),
  );
  return found.flatMap(({ data }) => data.map(couponOf)).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Returns the coupon that a shopper's spelling means, or null. One request; none when it cannot be a code. */
export const byCode = fn(Ref, async ({ code }): Promise<Coupon | null> => {
  const meant = canonical(code);
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

async function setStatus(text: string, status: Terms["status"]) {
  const { code } = await require(text);
  return write(code, (before) => before && { ...before, status });
}

/** Writes terms under the version that they were read at. Reads again when someone else changed them in between. */
async function write(code: string, next: (before: Terms | null) => Terms | null): Promise<Coupon> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const { data: before } = await CouponEntity.get({ code }).go({ consistent: true });
    const terms = next(before?.terms ?? null);
    if (!terms) break;
    const write = before
      ? CouponEntity.patch({ code })
          .set({ terms, version: before.version + 1, updatedAt: Clock.iso() })
          .where((at, { eq }) => eq(at.version, before.version))
          .go()
      : CouponEntity.create({ code, shard: shardOf(code), terms, version: 1, used: 0 }).go();
    if (await Dynamo.written(write)) return require(code);
  }
  throw new DomainError(
    "conflict",
    "promotion.busy",
    "This coupon is being changed elsewhere. Please try again.",
  );
}

type Row = {
  terms: Terms;
  version: number;
  used: number;
  createdAt: string;
  updatedAt: string;
};

const couponOf = ({ terms, version, used, createdAt, updatedAt }: Row): Coupon => ({
  ...terms,
  version,
  used,
  createdAt,
  updatedAt,
});
