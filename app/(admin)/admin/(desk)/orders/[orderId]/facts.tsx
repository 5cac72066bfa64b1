import { Money } from "@securecart/core/money";
import type { OrderView } from "@securecart/core/order";
import type { ReactNode } from "react";
import { Panel } from "../../../_parts/title";
import { When } from "../../../_parts/when";

type Props = { order: OrderView };

export function Risk({ order: { risk, review } }: Props) {
  if (!risk) return null;
  return (
    <Panel title="Risk">
      <p>
        {verdicts[risk.result]} <span className="text-muted">({risk.score} points)</span>
      </p>
      {risk.reasons.length > 0 && (
        <ul className="mt-2 list-disc pl-5 text-sm">
          {risk.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {review && (
        <p className="mt-3 border-t border-line pt-3 text-sm">
          {review.approved ? "Approved" : "Rejected"} by {review.actor}: {review.cause}
        </p>
      )}
    </Panel>
  );
}

const verdicts = {
  approve: "The check before the capture found nothing",
  review: "A person should look",
  block: "Blocked",
};

export function Payment({ order }: Props) {
  const { currency, captured, refunded, sessionId, intentId, captureBefore } = order;
  return (
    <Panel title="Payment">
      <dl className="grid gap-2 text-sm">
        <Fact label="Captured">{Money.format(captured, currency)}</Fact>
        <Fact label="Refunded">{Money.format(refunded, currency)}</Fact>
        {captureBefore && captured === 0 && (
          <Fact label="Capture before">
            <When at={captureBefore} />
          </Fact>
        )}
        <Fact label="Payment at Stripe">{intentId ? <Code>{intentId}</Code> : "none yet"}</Fact>
        {sessionId && (
          <Fact label="Payment page">
            <Code>{sessionId}</Code>
          </Fact>
        )}
        <Fact label="Order id">
          <Code>{order.orderId}</Code>
        </Fact>
      </dl>
    </Panel>
  );
}

const Code = ({ children }: { children: ReactNode }) => <code className="break-all">{children}</code>;

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Refunds({ order: { refunds, currency } }: Props) {
  if (refunds.length === 0) return null;
  return (
    <Panel title="Refunds">
      <ul className="divide-y divide-line">
        {refunds.map(({ refundId, amount, state, lines, reason, actor, createdAt, failure }) => (
          <li key={refundId} className="py-3 first:pt-0 last:pb-0">
            <p className="flex justify-between gap-4 font-medium">
              <span>{states[state]}</span>
              <span className="tabular-nums">{Money.format(amount, currency)}</span>
            </p>
            <p className="text-sm text-muted">
              <When at={createdAt} /> · {actor}
            </p>
            <p className="text-sm">{reason}</p>
            {lines.length > 0 && (
              <p className="text-sm text-muted">
                {lines
                  .map(({ sku, quantity, restock }) => `${quantity} × ${sku}${restock ? ", restocked" : ""}`)
                  .join(" · ")}
              </p>
            )}
            {failure && <p className="text-sm font-medium text-danger">Stripe says: {failure}</p>}
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
