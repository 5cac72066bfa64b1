import { Money } from "@securecart/core/money";
import { Pricing, type Totals } from "@securecart/core/pricing";
import { classes } from "./ui/classes";

/** Renders the rows of a total as it will be charged. */
export function SummaryRows({ totals }: { totals: Totals }) {
  const money = (amount: number) =>
    `${amount < 0 ? "−" : ""}${Money.format(Math.abs(amount), totals.currency)}`;
  return (
    <dl className="grid gap-2">
      {Pricing.rows(totals).map(({ label, amount, look, free }) => (
        <Row
          key={label}
          label={label}
          value={free ? "Free" : money(amount)}
          strong={look === "total"}
          quiet={look === "quiet"}
        />
      ))}
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
