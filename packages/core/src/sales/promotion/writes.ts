import { z } from "zod";
import { CouponEntity } from "./coupon.entity";
import { CustomerUseEntity } from "./customer-use.entity";
import { RedemptionEntity } from "./redemption.entity";

/**
 * A coupon that an order redeems: the version of the terms it was priced by, its limits, and the customer it counts
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

type Ref = { orderId: string; code: string; customer: string };

/**
 * Returns the writes by which an order redeems its coupon, as two groups: the coupon, refused when its terms changed or
 * it is used up, with its redemption; and the customer's use of it, refused at the customer's limit.
 */
export const redeem = (orderId: string, { code, version, limit, perCustomer, customer }: Taken) => {
  const use = CustomerUseEntity.upsert({ code, customer }).add({ used: 1 });
  return {
    coupon: [
      CouponEntity.patch({ code })
        .add({ used: 1 })
        .where((at, { eq, lt }) =>
          limit === undefined
            ? eq(at.version, version)
            : `${eq(at.version, version)} AND ${lt(at.used, limit)}`,
        ),
      RedemptionEntity.create({ orderId, code, customer, state: "used" }),
    ],
    couponUse:
      perCustomer === undefined
        ? use
        : use.where((at, { lt, notExists }) => `${notExists(at.used)} OR ${lt(at.used, perCustomer)}`),
  };
};

/**
 * Returns the three writes that release the coupon of an order that ends before it ships. They are refused the second
 * time.
 */
export const release = ({ orderId, code, customer }: Ref) => [
  CouponEntity.patch({ code }).subtract({ used: 1 }),
  CustomerUseEntity.patch({ code, customer }).subtract({ used: 1 }),
  RedemptionEntity.patch({ orderId, code })
    .set({ state: "given_back" })
    .where((at, { eq }) => eq(at.state, "used")),
];

/**
 * Returns the three writes that redeem a released coupon again, for an order that was paid after it had closed. The
 * limits do not count: the customer paid the price that we had promised.
 */
export const redeemAgain = ({ orderId, code, customer }: Ref) => [
  CouponEntity.patch({ code }).add({ used: 1 }),
  CustomerUseEntity.patch({ code, customer }).add({ used: 1 }),
  RedemptionEntity.patch({ orderId, code })
    .set({ state: "used" })
    .where((at, { eq }) => eq(at.state, "given_back")),
];
