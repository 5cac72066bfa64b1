import { Dynamo, transact } from "#platform/dynamo";
import { CustomerUseEntity } from "./customer-use.entity";
import { RedemptionEntity } from "./redemption.entity";

type Use = { orderId: string; code: string; customer: string; erasureId: string };

/**
 * Moves an order's use of a coupon from the customer's digest to the id of their erasure, so that the coupon still
 * counts it. Safe to repeat. Returns how many rows were changed, by entity. Throws while the order redeems or releases
 * the coupon.
 */
export async function erasePersonal({ orderId, code, customer, erasureId }: Use) {
  if (customer === erasureId) return { redemption: 0, customeruse: 0 };
  const { data: redemption } = await RedemptionEntity.get({ orderId, code }).go({ consistent: true });
  const isNamed = redemption !== null && redemption.customer !== erasureId;
  if (isNamed) {
    const { state } = redemption;
    const counts = redemption.counted?.includes("customer") ?? true;
    const used = state === "used" ? 1 : 0;
    const { committed } = await transact({
      redemption: RedemptionEntity.patch({ orderId, code })
        .set({ customer: erasureId })
        .where((at, { eq }) => `${eq(at.customer, customer)} AND ${eq(at.state, state)}`),
      before: counts ? CustomerUseEntity.patch({ code, customer }).subtract({ used }) : undefined,
      after: counts ? CustomerUseEntity.upsert({ code, customer: erasureId }).add({ used }) : undefined,
    });
    if (!committed) throw new Error(`The coupon of ${orderId} is being changed.`);
  }
  const unused = CustomerUseEntity.remove({ code, customer }).where(({ used }, { lte }) => lte(used, 0));
  return { redemption: isNamed ? 1 : 0, customeruse: (await Dynamo.written(unused.go())) ? 1 : 0 };
}
