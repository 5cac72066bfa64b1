import type { Counter } from "#sales/promotion";
import type { Discrepancy } from "./discrepancy";
import type { Facts } from "./facts";

/** Compares the uses of each coupon with the orders that have it: all but those that ended before they shipped. */
export function checkCoupons({ order, coupon, customeruse, redemption }: Facts): Discrepancy[] {
  const uses = redemption.filter(({ state }) => state === "used");
  const byCode = counts(uses.filter(adds("coupon")).map(({ code }) => code));
  const byCustomer = counts(uses.filter(adds("customer")).map(({ code, customer }) => `${code} ${customer}`));
  const found = new Map(redemption.map((row) => [`${row.orderId} ${row.code}`, row]));
  const known = new Set(
    order.flatMap(({ orderId, ...discounts }) =>
      redeemedBy(discounts).map(({ code }) => `${orderId} ${code}`),
    ),
  );
  const counted = (about: string, used: number, orders = 0): Discrepancy[] =>
    used === orders
      ? []
      : [{ kind: "coupon.used", about, text: `counts ${used} uses; ${orders} orders have it` }];
  return [
    ...coupon.flatMap(({ code, used }) => counted(code, used, byCode.get(code))),
    ...customeruse.flatMap(({ code, customer, used }) =>
      counted(`${code} ${customer}`, used, byCustomer.get(`${code} ${customer}`)),
    ),
    ...redemption
      .filter(({ orderId, code }) => !known.has(`${orderId} ${code}`))
      .map(
        ({ orderId, code }): Discrepancy => ({
          kind: "coupon.order",
          about: orderId,
          text: `is said to have ${code} and has not`,
        }),
      ),
    ...order.flatMap(({ orderId, status, ...discounts }): Discrepancy[] => {
      const wanted = ["expired", "canceled", "canceled_refunded"].includes(status) ? "given_back" : "used";
      return redeemedBy(discounts).flatMap(({ code }): Discrepancy[] => {
        const has = found.get(`${orderId} ${code}`)?.state ?? "unknown";
        if (has === wanted) return [];
        return [{ kind: "coupon.order", about: orderId, text: `${status}, and its coupon is ${has}` }];
      });
    }),
  ];
}

type Order = Facts["order"][number];

/** Returns the discounts of an order that have a redemption: an automatic one without limits has none. */
const redeemedBy = ({ coupon, automatic }: Pick<Order, "coupon" | "automatic">) => [
  ...(coupon ? [coupon] : []),
  ...(automatic && automatic.counted.length > 0 ? [automatic] : []),
];

const adds =
  (counter: Counter) =>
  ({ counted }: Facts["redemption"][number]) =>
    counted?.includes(counter) ?? true;

function counts(names: string[]) {
  const total = new Map<string, number>();
  for (const name of names) total.set(name, (total.get(name) ?? 0) + 1);
  return total;
}
