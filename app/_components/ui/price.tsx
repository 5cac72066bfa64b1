import { type Currency, Money } from "@securecart/core/money";
import { classes } from "./classes";

type PriceProps = {
  amount: number;
  to?: number;
  /** Former price. It is crossed out only with the lowest price of the 30 days before the reduction. */
  compareAt?: number | null | undefined;
  lowest?: number | null | undefined;
  currency: Currency;
  className?: string;
};

/**
 * Renders a price. A range starts with "From"; a former price is struck through and announced by screen readers, and the
 * lowest price before the reduction is shown below it, as the law requires in the European Union.
 */
export function Price({ amount, to, compareAt, lowest, currency, className }: PriceProps) {
  const range = to !== undefined && to > amount;
  const hasFormer = typeof compareAt === "number" && typeof lowest === "number";
  const reduced = !range && hasFormer && compareAt > amount;
  return (
    <div>
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
      {reduced && <LowestPrice amount={lowest} currency={currency} />}
    </div>
  );
}

/** Renders the lowest price of the 30 days before a reduction. */
export function LowestPrice({ amount, currency }: { amount: number; currency: Currency }) {
  return (
    <p className="text-sm text-muted">
      Lowest price in the 30 days before:{" "}
      <span className="tabular-nums">{Money.format(amount, currency)}</span>
    </p>
  );
}
