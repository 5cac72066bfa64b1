import type { Totals } from "./schemas";

/** Row of a sum. Discounts are negative. */
export type SumRow = { label: string; amount: number; look: "plain" | "total" | "quiet"; free?: boolean };

/** Returns the rows of a sum, the same on pages and in emails. */
export function rows(totals: Totals): SumRow[] {
  const { subtotal, shipping, tax, taxIncluded, relief, exempt, total } = totals;
  const row = (label: string, amount: number, look: SumRow["look"] = "plain"): SumRow => ({
    label,
    amount,
    look,
  });
  const off = (of: "goods" | "shipping") =>
    totals.discounts
      .filter((discount) => discount.of === of && discount.amount > 0)
      .map(({ label, code, isAutomatic, amount }) =>
        row(isAutomatic ? label : `${label} (${code})`, -amount),
      );
  return [
    row("Subtotal", subtotal),
    ...off("goods"),
    { ...row("Delivery", shipping), free: shipping === 0 },
    ...off("shipping"),
    ...(exempt ? [row("Tax not charged (reverse charge)", 0 - relief)] : []),
    ...(!taxIncluded && tax > 0 ? [row("Tax", tax)] : []),
    row("Total", total, "total"),
    ...(taxIncluded && !exempt ? [row("Included tax", tax, "quiet")] : []),
  ];
}
