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
 * Writes a coupon, new or changed; its code is its name. What was used stays counted. An order that was priced by the
 * terms before and is not yet placed is refused, and reviewed anew.
 */
export const save = fn(Terms, (terms) => write(terms.code, () => terms));

/** Takes a coupon out of use until it is resumed. Throws `promotion.unknown`. */
export const pause = fn(Ref, ({ code }) => setStatus(code, "paused"));

/** Brings a paused coupon back. Throws `promotion.unknown`. */
export const resume = fn(Ref, ({ code }) => setStatus(code, "active"));

/** Every coupon by code, for the back office. Four requests. */
export async function list(): Promise<Coupon[]> {
  const found = await Promise.all(
    shards.map((shard) => CouponEntity.query.all({ shard }).go({ pages: "all" })),
  );
  return found.flatMap(({ data }) => data.map(couponOf)).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The coupon that a shopper's spelling means, or null. One request; none when it can mean no code. */
export const byCode = fn(Ref, async ({ code }): Promise<Coupon | null> => {
  const meant = canonical(code);
  if (!meant) return null;
  const { data } = await CouponEntity.get({ code: meant }).go({ consistent: true });
  return data && couponOf(data);
});

/** As `byCode`, for callers to whom a missing coupon is an error: throws `promotion.unknown`. */
export async function require(code: string) {
  const coupon = await byCode({ code });
  if (!coupon) throw new DomainError("input", unknown.code, unknown.message);
  return coupon;
}

/**
 * A customer as coupons count them: a keyed digest of the e-mail address in small letters and without a "+tag", so
 * that no address stands in a key and none can be looked up by guessing.
 */
export function customerOf(email: string) {
  const [, local = "", domain = ""] =
    /^(.*)@([^@]*)$/s.exec(email.normalize("NFKC").trim().toLowerCase()) ?? [];
  return Secret.sign("LinkSecret", "coupon customer", `${local.replace(/\+.*$/s, "")}@${domain}`).toString(
    "base64url",
  );
}

/** A coupon that is noted on a cart, and how often it was used; null when the code has no coupon. */
export type Noted = { code: string; coupon: Coupon | null; usage: Usage };

type Note = { code: string; email?: string | undefined; orderId?: string | undefined };

/** The keys of what `noted` looks at, for those who read it together with other rows; three at most. */
export const keys = ({ code, email, orderId }: Note) => [
  Dynamo.keyOf(CouponEntity.get({ code })),
  ...(email ? [Dynamo.keyOf(CustomerUseEntity.get({ code, customer: customerOf(email) }))] : []),
  ...(orderId ? [Dynamo.keyOf(RedemptionEntity.get({ orderId, code }))] : []),
];

/** Reads a noted coupon from raw items. What the cart's own open order has of it is not counted against the cart. */
export function noted(items: Record<string, unknown>[], { code, email, orderId }: Note): Noted {
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

/** The same by requests of its own: one. */
export async function lookUp(note: Note): Promise<Noted> {
  return noted(await Dynamo.batchGet(keys(note)), note);
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

/** Writes terms under the version they were read at; somebody else's change in between is read anew. */
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
