import { Money } from "@securecart/core/money";
import type { Totals } from "@securecart/core/pricing";
import { classes } from "./ui/classes";

/** How a sum comes about, row by row, as it will be charged. */
export function SummaryRows({ totals }: { totals: Totals }) {
  const { subtotal, discount, shipping, tax, taxIncluded, total, currency } = totals;
  const money = (amount: number) => Money.format(amount, currency);
  return (
    <dl className="grid gap-2">
      <Row label="Subtotal" value={money(subtotal)} />
      {discount > 0 && <Row label="Discount" value={`−${money(discount)}`} />}
      <Row label="Delivery" value={shipping === 0 ? "Free" : money(shipping)} />
      {!taxIncluded && tax > 0 && <Row label="Tax" value={money(tax)} />}
      <Row label="Total" value={money(total)} strong />
      {taxIncluded && <Row label="Included tax" value={money(tax)} quiet />}
    </dl>
  );
}

type RowProps = { label: string; value: string; strong?: boolean; quiet?: boolean };

function Row({ label, value, strong, quiet }: RowProps) {
  return (
    <div
      className={classes(
        "flex justify-between gap-4",
        strong && "border-t border-line pt-2 text-lg font-semibold",
        quiet && "text-sm text-muted",
      )}
    >
      <dt>{label}</dt>
      <dd className="tabular-nums">{value}</dd>
    </div>
  );
}
