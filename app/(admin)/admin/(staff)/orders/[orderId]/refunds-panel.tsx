import { randomUUID } from "node:crypto";
import { Money } from "@securecart/core/money";
import { Order, type OrderView, type RefundRow } from "@securecart/core/order";
import type { Duty } from "@securecart/core/staff";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { retryRefund, settleRefund } from "./refund-actions";

type Props = { order: OrderView; may: (duty: Duty) => boolean };

/** Lists the refunds of an order. A failed one can be retried or settled another way. */
export function Refunds({ order, may }: Props) {
  if (order.refunds.length === 0) return null;
  return (
    <Panel title="Refunds">
      <ul className="divide-y divide-line">
        {order.refunds.map((row) => (
          <li key={row.refundId} className="grid gap-3 py-4 first:pt-0 last:pb-0">
            <Facts row={row} currency={order.currency} />
            {row.state === "failed" && may("orders.refund") && <Next row={row} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const states = {
  pending: "On its way",
  succeeded: "Refunded",
  failed: "Failed",
  superseded: "Failed, settled by another refund",
};

function Facts({ row, currency }: { row: RefundRow; currency: Money.Currency }) {
  const { amount, state, lines, reason, actor, createdAt, failure, reference, supersededBy } = row;
  const isMoot = state === "superseded" && !supersededBy;
  return (
    <div>
      <p className="flex justify-between gap-4 font-medium">
        <span>{isMoot ? "Failed, nothing left to refund" : states[state]}</span>
        <span className="tabular-nums">{Money.format(amount, currency)}</span>
      </p>
      <p className="text-sm text-muted">
        <When at={createdAt} /> · {actor}
      </p>
      <p className="text-sm">{reason}</p>
      {reference && <p className="text-sm">Paid another way: {reference}</p>}
      {lines.length > 0 && (
        <p className="text-sm text-muted">
          {lines
            .map(({ sku, quantity, restock }) => `${quantity} × ${sku}${restock ? ", restocked" : ""}`)
            .join(" · ")}
        </p>
      )}
      {failure && <p className="text-sm font-medium text-danger">Stripe says: {Order.wordsOf(failure)}</p>}
    </div>
  );
}

/** Renders the next steps for a failed refund: retry it on the card, or record that it was paid another way. */
function Next({ row: { orderId, refundId } }: { row: RefundRow }) {
  const hidden = { orderId, refundId, requestId: randomUUID() };
  return (
    <div className="grid gap-4 border-t border-line pt-3">
      <ActionForm
        action={retryRefund}
        hidden={hidden}
        button="Refund to the card again"
        done="The refund is on its way."
      />
      <ActionForm
        action={settleRefund}
        hidden={hidden}
        fields={[
          {
            name: "reference",
            label: "How the money was returned",
            hint: "For example “Bank transfer, November 30”. The customer will see this.",
            required: true,
            maxLength: 200,
          },
        ]}
        button="Record as paid another way"
        look="quiet"
        done="The refund has been recorded."
      />
    </div>
  );
}
