import type { OrderView } from "@securecart/core/order";
import { TaxId } from "@securecart/core/tax-id";

/** Tells a business customer how the tax ID check affects the VAT of this order. */
export function TaxIdNote({ order }: { order: OrderView }) {
  const text = textOf(order);
  return text && <p className="mt-4 border-t border-line pt-4 text-sm text-muted">{text}</p>;
}

const closed: readonly string[] = ["expired", "canceled", "canceled_refunded"];

function textOf(order: OrderView) {
  const { status, taxIdCheck, totals } = order;
  if (!taxIdCheck || totals.exempt || closed.includes(status)) return null;
  switch (taxIdCheck.result) {
    case "invalid":
      return "Your business tax ID is not registered, so VAT is charged on this order.";
    case "unavailable":
      return "We could not check your business tax ID yet. VAT is charged for now; we'll check again and refund it once the ID is confirmed.";
    case "valid":
      return TaxId.isTaxRefunded(order)
        ? "Your business tax ID is confirmed, so we refund the VAT of this order."
        : null;
  }
}
