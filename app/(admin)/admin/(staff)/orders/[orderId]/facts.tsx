import { Money } from "@securecart/core/money";
import type { OrderView } from "@securecart/core/order";
import type { ReactNode } from "react";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";

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
  approve: "Approved by the fraud check",
  review: "Needs a manual review",
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
        <Fact label="Payment in Stripe">{intentId ? <Code>{intentId}</Code> : "none yet"}</Fact>
        {sessionId && (
          <Fact label="Payment page">
            <Code>{sessionId}</Code>
          </Fact>
        )}
        <Fact label="Order ID">
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
