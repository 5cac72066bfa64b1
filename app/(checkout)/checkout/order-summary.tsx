import type { CheckoutView } from "@securecart/core/checkout";
import { Money } from "@securecart/core/money";
import type { ReactNode } from "react";
import { LineList } from "#app/_components/line-list";

type WithSummaryProps = { checkout: Pick<CheckoutView, "cart" | "totals">; children: ReactNode };

/** Renders a step with the order in sight: beside it on wide screens, on a phone as a line above it that unfolds. */
export function WithSummary({ checkout, children }: WithSummaryProps) {
  return (
    <div className="mt-6 grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-12">
      <OrderSummary {...checkout} />
      <div className="min-w-0 lg:col-start-1 lg:row-start-1">{children}</div>
    </div>
  );
}

/** Renders the items of the order and their sum. Delivery and tax follow from the steps. */
function OrderSummary({ cart: { lines }, totals: { subtotal, currency } }: WithSummaryProps["checkout"]) {
  const items = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const sum = Money.format(subtotal, currency);
  return (
    <aside
      aria-label="Your order"
      className="rounded-card border border-line bg-surface lg:sticky lg:top-6 lg:col-start-2 lg:row-start-1"
    >
      <details className="unfold group">
        <summary className="flex min-h-12 list-none items-center gap-2 px-4 py-3 [&::-webkit-details-marker]:hidden">
          <span className="font-medium">Your order</span>
          <span className="text-muted">{items === 1 ? "1 item" : `${items} items`}</span>
          <span className="ml-auto font-semibold tabular-nums">{sum}</span>
          <svg
            viewBox="0 0 12 12"
            aria-hidden="true"
            className="size-3 transition-transform group-open:rotate-180"
          >
            <path d="M2 4.5 6 8.5 10 4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
        </summary>
        <div className="px-4 pt-1 pb-4 lg:p-6">
          <h2 className="mb-4 text-xl max-lg:sr-only">Your order</h2>
          <LineList lines={lines} currency={currency} />
          <p className="flex justify-between gap-4 border-t border-line pt-3 font-semibold">
            Items <span className="tabular-nums">{sum}</span>
          </p>
          <p className="mt-1 text-sm text-muted">Delivery and tax follow in the next steps.</p>
        </div>
      </details>
    </aside>
  );
}
