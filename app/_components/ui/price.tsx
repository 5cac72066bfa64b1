import { type Currency, Money } from "@securecart/core/money";
import { classes } from "./classes";

type PriceProps = {
  amount: number;
  to?: number;
  compareAt?: number | undefined;
  currency: Currency;
  className?: string;
};

/** Renders a price. A range starts with "From"; a former price is struck through and announced by screen readers. */
export function Price({ amount, to, compareAt, currency, className }: PriceProps) {
  const range = to !== undefined && to > amount;
  const reduced = !range && compareAt !== undefined && compareAt > amount;
  return (
    <p className={classes("tabular-nums", className)}>
      {range && <span className="text-muted">From </span>}
      {reduced && <span className="sr-only">Now </span>}
      <span className={reduced ? "font-semibold text-accent" : "font-semibold"}>
        {Money.format(amount, currency)}
      </span>
      {reduced && (
        <>
          <span className="sr-only">, before </span>{" "}
          <s className="text-muted">{Money.format(compareAt, currency)}</s>
        </>
      )}
    </p>
  );
}
