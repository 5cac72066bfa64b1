import { randomUUID } from "node:crypto";
import { Dispute } from "@securecart/core/dispute";
import { Money } from "@securecart/core/money";
import { type DisputeRow, Order, type OrderView } from "@securecart/core/order";
import type { Duty } from "@securecart/core/staff";
import { Notice } from "#app/_components/ui/notice";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { Deadline, disputeStatus } from "#app/(admin)/admin/(staff)/disputes/deadline";
import { overrideObstacles } from "./actions";

type Props = { order: OrderView; may: (duty: Duty) => boolean };

/** Renders the payment problems of an order (disputes, fraud warnings, wrong amounts) and the decision about them. */
export function Obstacles({ order, may }: Props) {
  const { disputes, intentId, override } = order;
  const left = Order.obstacles(order);
  if (left.length === 0 && disputes.length === 0 && order.warnings.length === 0 && !override) return null;
  const decidable = ["paid", "packed"].includes(order.status);
  return (
    <Panel title="Payment problems">
      <div className="grid gap-4">
        {left.map(({ key, message }) => (
          <Notice key={key} tone="bad">
            {message}
          </Notice>
        ))}
        {disputes.map((dispute) => (
          <DisputeFacts key={dispute.disputeId} dispute={dispute} />
        ))}
        {override && (
          <p className="text-sm">
            {override.actor} decided to ship it: {override.cause}
          </p>
        )}
        {intentId && (
          <a href={Dispute.urlAtStripe(intentId)} className="text-link" target="_blank" rel="noreferrer">
            Open the payment in Stripe
          </a>
        )}
        {decidable && left.length > 0 && may("orders.override") && (
          <ActionForm
            action={overrideObstacles}
            hidden={{
              orderId: order.orderId,
              requestId: randomUUID(),
              seen: left.map(({ key }) => key).join(" "),
            }}
            fields={[
              {
                name: "cause",
                label: "Reason to ship it",
                hint: "If you don't want to ship it, refund or cancel the order below.",
                required: true,
                maxLength: 500,
              },
            ]}
            button="Ship anyway"
            look="quiet"
          />
        )}
      </div>
    </Panel>
  );
}

function DisputeFacts({ dispute }: { dispute: DisputeRow }) {
  const { amount, currency, reason, status, openedAt } = dispute;
  return (
    <dl className="grid gap-2 text-sm">
      <div>
        <dt className="text-muted">Dispute</dt>
        <dd>
          {Money.format(amount, Money.Currency.parse(currency))}, {Order.wordsOf(reason)}:{" "}
          {disputeStatus(status)}
        </dd>
      </div>
      <div>
        <dt className="text-muted">Opened</dt>
        <dd>
          <When at={openedAt} />
        </dd>
      </div>
      <Deadline dispute={dispute} label />
    </dl>
  );
}
