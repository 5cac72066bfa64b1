import { z } from "zod";
import type { Write } from "#platform/dynamo";
import type { Candidate } from "./automatic";
import { type Counter, counters } from "./counters";
import { CouponEntity } from "./coupon.entity";
import { CustomerUseEntity } from "./customer-use.entity";
import { RedemptionEntity } from "./redemption.entity";

/**
 * A discount that an order redeems: the version of the terms it was priced by, its limits, and the customer it counts
 * for.
 */
export const Taken = z.object({
  code: z.string(),
  version: z.int(),
  limit: z.int().optional(),
  perCustomer: z.int().optional(),
  customer: z.string(),
});
export type Taken = z.output<typeof Taken>;

type Ref = {
  orderId: string;
  code: string;
  customer: string;
  /** Counters that it adds to; both when absent. */
  counted?: readonly Counter[] | undefined;
};

/**
 * Returns the writes by which an order redeems its coupon, as two groups: the coupon, refused when its terms changed or
 * it is used up, with its redemption; and the customer's use of it, refused at the customer's limit.
 */
export const redeem = (orderId: string, taken: Taken) => ({
  coupon: [countUse(taken), RedemptionEntity.create(redemptionOf(orderId, taken))],
  couponUse: countCustomer(taken),
});

/**
 * Returns the counters that an order with an automatic discount adds to: only those that it has a limit of, so that a
 * discount of every order has no row that all orders write.
 */
export const countersOf = ({ limit, perCustomer }: Pick<Taken, "limit" | "perCustomer">): Counter[] => [
  ...(limit === undefined ? [] : (["coupon"] as const)),
  ...(perCustomer === undefined ? [] : (["customer"] as const)),
];

/** Returns the writes by which an order redeems an automatic discount, as two groups; none when it has no limit. */
export function redeemAutomatic(
  orderId: string,
  taken: Taken,
): Record<"automatic" | "automaticUse", Write[]> {
  const counted = countersOf(taken);
  if (counted.length === 0) return { automatic: [], automaticUse: [] };
  return {
    automatic: [
      RedemptionEntity.create({ ...redemptionOf(orderId, taken), counted }),
      ...(counted.includes("coupon") ? [countUse(taken)] : []),
    ],
    automaticUse: counted.includes("customer") ? [countCustomer(taken)] : [],
  };
}

const redemptionOf = (orderId: string, { code, customer }: Taken) => ({
  orderId,
  code,
  customer,
  state: "used" as const,
});

const countUse = ({ code, version, limit }: Taken) =>
  CouponEntity.patch({ code })
    .add({ used: 1 })
    .where((at, { eq, lt }) =>
      limit === undefined ? eq(at.version, version) : `${eq(at.version, version)} AND ${lt(at.used, limit)}`,
    );

const countCustomer = ({ code, customer, perCustomer }: Taken) => {
  const use = CustomerUseEntity.upsert({ code, customer }).add({ used: 1 });
  return perCustomer === undefined
    ? use
    : use.where((at, { lt, notExists }) => `${notExists(at.used)} OR ${lt(at.used, perCustomer)}`);
};

/**
 * Returns the writes that release the discount of an order that ends before it ships: its counters and the redemption.
 * They are refused the second time; none for a discount that counts nothing.
 */
export const release = ({ orderId, code, customer, counted = counters }: Ref): Write[] =>
  counted.length === 0
    ? []
    : [
        ...(counted.includes("coupon") ? [CouponEntity.patch({ code }).subtract({ used: 1 })] : []),
        ...(counted.includes("customer")
          ? [CustomerUseEntity.patch({ code, customer }).subtract({ used: 1 })]
          : []),
        RedemptionEntity.patch({ orderId, code })
          .set({ state: "given_back" })
          .where((at, { eq }) => eq(at.state, "used")),
      ];

/**
 * Returns the writes that redeem a released discount again, for an order that was paid after it had closed. The limits
 * do not count: the customer paid the price that we had promised.
 */
export const redeemAgain = ({ orderId, code, customer, counted = counters }: Ref): Write[] =>
  counted.length === 0
    ? []
    : [
        ...(counted.includes("coupon") ? [CouponEntity.patch({ code }).add({ used: 1 })] : []),
        ...(counted.includes("customer")
          ? [CustomerUseEntity.patch({ code, customer }).add({ used: 1 })]
          : []),
        RedemptionEntity.patch({ orderId, code })
          .set({ state: "used" })
          .where((at, { eq }) => eq(at.state, "given_back")),
      ];

/** Returns an automatic discount as an order redeems it: under the terms and limits that it was priced by. */
export const takenBy = ({ terms, version }: Candidate, customer: string): Taken => ({
  code: terms.code,
  version,
  customer,
  ...(terms.limit !== undefined && { limit: terms.limit }),
  ...(terms.perCustomer !== undefined && { perCustomer: terms.perCustomer }),
});
