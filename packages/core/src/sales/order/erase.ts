import { Dynamo } from "#platform/dynamo";
import { Scrub } from "#platform/scrub";
import { taxOfOldOrder } from "../pricing";
import type { Check } from "../tax-id";
import { OrderEntity } from "./order.entity";
import { RemarkEntity } from "./remark.entity";
import { TransitionEntity } from "./transition.entity";

type Erasure = {
  orderId: string;
  /** The words of the data subject, removed from what staff or the customer wrote. */
  words: readonly string[];
  /** Stands for the customer wherever the order's discounts counted as theirs. */
  erasureId: string;
};

/**
 * Removes the customer from an order that is kept for accounting: contact and address become country and region; the
 * tax it was priced under, and the proof that its tax ID was checked, stay. Safe to repeat. Returns how many rows were
 * changed, by entity.
 */
export async function erasePersonal({ orderId, words, erasureId }: Erasure) {
  const options = { pages: "all", consistent: true } as const;
  const { data: order } = await OrderEntity.get({ orderId }).go({ consistent: true });
  if (!order) return { order: 0, transition: 0, remark: 0 };
  let remark = 0;
  for (const row of (await RemarkEntity.query.byOrder({ orderId }).go(options)).data) {
    const { about } = row;
    const set = Scrub.changes(row, ["text", "actor"], words);
    remark += await change(Dynamo.keyOf(RemarkEntity.get({ orderId, about })), set);
  }
  let transition = 0;
  for (const row of (await TransitionEntity.query.byOrder({ orderId }).go(options)).data) {
    const { at, status, buyer } = row;
    const set = Scrub.changes(row, ["cause", "actor"], words);
    const removed = buyer ? ["buyer", "gsi2pk", "gsi2sk"] : [];
    transition += await change(Dynamo.keyOf(TransitionEntity.get({ orderId, at, status })), set, removed);
  }
  const { contact, address, tax, taxIdCheck, coupon, automatic, shipment } = order;
  const set = {
    ...Scrub.changes(order, ["closingCause", "review", "risk", "override", "release"], words),
    contact: { email: "", name: "" },
    address: {
      line1: "",
      city: "",
      postalCode: "",
      country: address.country,
      ...(address.region && { region: address.region }),
    },
    tax: tax ?? taxOfOldOrder({ ...address, taxId: contact.taxId }),
    ...(taxIdCheck && { taxIdCheck: withoutNumber(taxIdCheck) }),
    ...(coupon && { coupon: { ...coupon, customer: erasureId } }),
    ...(automatic && { automatic: { ...automatic, customer: erasureId } }),
    ...(shipment && { shipment: { ...shipment, tracking: "" } }),
  };
  const removed = ["customerId", "gsi3pk", "gsi3sk", "stripeCustomerId", "origin", "reviewed"];
  return {
    order: await change(Dynamo.keyOf(OrderEntity.get({ orderId })), set, removed),
    transition,
    remark,
  };
}

/** Returns what proves to tax authorities that a number was checked, without the number and its owner. */
const withoutNumber = ({ result, at, consultation }: Check): Check => ({
  taxId: "",
  result,
  at,
  ...(consultation && { consultation }),
});

/** Writes past ElectroDB: only this removes a row from an index. Returns how many rows were changed. */
async function change(key: Record<string, unknown>, set: Record<string, unknown>, removed: string[] = []) {
  if (Object.keys(set).length + removed.length === 0) return 0;
  return (await Dynamo.change(key, set, removed)) ? 1 : 0;
}
