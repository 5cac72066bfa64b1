import { Money } from "#platform/money";
import { Settings } from "#platform/settings";
import type { OrderView } from "../order";
import { Refund } from "../refund";
import * as TaxId from "../tax-id";

/** Tells whether a country is a member state of the European Union. */
export const isInUnion = (country: string) => union.has(country);

type Lines = { sku: string; quantity: number; restock: boolean }[];

/** Member states of the European Union, where consumers may withdraw from a purchase. */
const union = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

/**
 * Returns the amount that a return refunds, in minor units of the order's currency: the worth of its lines and, if the
 * customer keeps nothing of the order and the shop's setting says so, the outbound delivery.
 */
export async function amountOf(order: OrderView, lines: Lines) {
  const worth = Refund.worthOf(order, lines);
  return worth + ((await isDeliveryRefunded(order, lines)) ? deliveryLeft(order) : 0);
}

async function isDeliveryRefunded({ address, ...order }: OrderView, returned: Lines) {
  const isAll = order.lines.every(
    ({ sku, quantity }) =>
      (order.refundedLines[sku] ?? 0) + (returned.find((line) => line.sku === sku)?.quantity ?? 0) >=
      quantity,
  );
  if (!isAll) return false;
  const { refundDelivery } = await Settings.read("returns");
  return refundDelivery === "always" || (refundDelivery === "eu" && isInUnion(address.country));
}

/**
 * Returns the price of the outbound delivery that was not refunded yet, up to the cheapest option that was offered: a
 * customer who chose a more expensive one pays the difference (Directive 2011/83/EU, article 13). Money that was
 * refunded beyond the worth of its lines, and beyond the order's tax, counts as delivery.
 */
function deliveryLeft(order: OrderView) {
  const { orderId, totals, delivery, lines, refunded, refundedLines, refunds } = order;
  const { shipping, shippingDiscount, shippingRelief, shippingTax, taxIncluded } = totals;
  const taxRefund = TaxId.isTaxRefunded(order)
    ? refunds.find(({ refundId }) => refundId === TaxId.refundIdOf(orderId))
    : undefined;
  const tax = taxIncluded ? (taxRefund ? -shippingTax : 0) : taxRefund ? 0 : shippingTax;
  const paid = shipping - shippingDiscount - shippingRelief + tax;
  const cheapest = Math.min(delivery.cheapest ?? delivery.amount, delivery.amount);
  const owed = delivery.amount === 0 ? 0 : Money.ratio(paid, cheapest, delivery.amount);
  const before = lines
    .map(({ sku }) => ({ sku, quantity: refundedLines[sku] ?? 0, restock: false }))
    .filter(({ quantity }) => quantity > 0);
  const worth = Refund.worthOf({ ...order, refundedLines: {} }, before);
  const beyond = refunded - worth - (taxRefund?.amount ?? 0);
  return Math.max(0, owed - Math.max(0, beyond));
}
