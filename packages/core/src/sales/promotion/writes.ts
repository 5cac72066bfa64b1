import type { Store } from "#platform/store";

type Entities = Pick<
  Parameters<Parameters<typeof Store.write>[0]>[0],
  "coupon" | "customeruse" | "redemption"
>;

/** A coupon as an order takes it: the terms it was priced by, and who takes it. */
export type Taken = {
  code: string;
  version: number;
  limit?: number | undefined;
  perCustomer?: number | undefined;
  customer: string;
};

type Ref = { orderId: string; code: string; customer: string };

/** An order takes its coupon: under the terms it was priced by, its limit and its customer's. Three writes. */
export const take = (
  { coupon, customeruse, redemption }: Entities,
  orderId: string,
  { code, version, limit, perCustomer, customer }: Taken,
) => [
  coupon
    .patch({ code })
    .add({ used: 1 })
    .where((at, { eq, lt }) =>
      limit === undefined ? eq(at.version, version) : `${eq(at.version, version)} AND ${lt(at.used, limit)}`,
    )
    .commit(),
  perCustomer === undefined
    ? customeruse.upsert({ code, customer }).add({ used: 1 }).commit()
    : customeruse
        .upsert({ code, customer })
        .add({ used: 1 })
        .where((at, { lt, notExists }) => `${notExists(at.used)} OR ${lt(at.used, perCustomer)}`)
        .commit(),
  redemption.create({ orderId, code, customer, state: "used" }).commit(),
];

/** Releases the coupon of an order that ends before it ships: once, as the redemption says. Three writes. */
export const giveBack = ({ coupon, customeruse, redemption }: Entities, { orderId, code, customer }: Ref) => [
  coupon.patch({ code }).subtract({ used: 1 }).commit(),
  customeruse.patch({ code, customer }).subtract({ used: 1 }).commit(),
  redemption
    .patch({ orderId, code })
    .set({ state: "given_back" })
    .where((at, { eq }) => eq(at.state, "used"))
    .commit(),
];

/**
 * An order that was paid after it had closed has its coupon again, whatever became of the limit: the customer paid
 * the price that we had promised. Three writes.
 */
export const takeAgain = (
  { coupon, customeruse, redemption }: Entities,
  { orderId, code, customer }: Ref,
) => [
  coupon.patch({ code }).add({ used: 1 }).commit(),
  customeruse.patch({ code, customer }).add({ used: 1 }).commit(),
  redemption
    .patch({ orderId, code })
    .set({ state: "used" })
    .where((at, { eq }) => eq(at.state, "given_back"))
    .commit(),
];
