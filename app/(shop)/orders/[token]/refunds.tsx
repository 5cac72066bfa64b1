import { type Currency, Money } from "@securecart/core/money";
import type { OrderView } from "@securecart/core/order";

const format = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });

/** A refund that failed is ours to repeat: to the customer it is still on its way. */
const states = { pending: "on its way", succeeded: "sent to your bank", failed: "delayed" } as const;

export function Refunds({ refunds, currency }: { refunds: OrderView["refunds"]; currency: Currency }) {
  if (refunds.length === 0) return null;
  return (
    <>
      <h3 className="mt-6 mb-2 border-t border-line pt-4 text-lg">Refunds</h3>
      <ul className="grid gap-2">
        {refunds.map(({ refundId, amount, state, createdAt }) => (
          <li key={refundId} className="flex justify-between gap-4">
            <span>
              <time dateTime={createdAt}>{format.format(new Date(createdAt))}</time>
              <span className="block text-sm text-muted">{states[state]}</span>
            </span>
            <span className="tabular-nums">{Money.format(amount, currency)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
