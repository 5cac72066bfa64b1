import { randomUUID } from "node:crypto";
import { Money } from "@securecart/core/money";
import { Order, type OrderView } from "@securecart/core/order";
import { Refund } from "@securecart/core/refund";
import type { Duty } from "@securecart/core/staff";
import type { ReactNode } from "react";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Policy } from "#app/(admin)/admin/_parts/policy";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { approve, cancel, deliver, pack, reject, ship } from "./actions";
import { RefundForm } from "./refund-form";

type Props = { order: OrderView; may: (duty: Duty) => boolean };

/** Renders what a staff member may do with an order: the next step first, then refund and cancellation, collapsed. */
export function Actions({ order, may }: Props) {
  const { captured } = order;
  const { staffMay } = Order.outlook(order);
  const rest = Refund.refundable(order);
  const next = nextOf({ order, may });
  const cancelable = may("orders.cancel") && staffMay.includes("cancel");
  const refundable = may("orders.refund") && staffMay.includes("refund") && rest > 0;
  if (!cancelable && !refundable && !next) return null;
  return (
    <Panel title="Actions">
      <div className="grid gap-5">
        {next}
        {refundable && (
          <Folded title="Refund">
            <Policy about="refunds" className="mb-4" />
            <RefundForm
              hidden={hidden(order)}
              lines={refundableLines(order)}
              most={Money.format(rest, order.currency)}
              example={Money.decimal(Math.min(rest, 500), order.currency)}
            />
          </Folded>
        )}
        {cancelable && (
          <Folded title="Cancel order">
            <ActionForm
              action={cancel}
              hidden={hidden(order)}
              fields={[
                {
                  name: "cause",
                  label: "Reason for canceling",
                  hint: "The customer will see this.",
                  required: true,
                  maxLength: 500,
                },
              ]}
              button={cancelLabel(captured, rest, order)}
              look="quiet"
            />
          </Folded>
        )}
      </div>
    </Panel>
  );
}

function cancelLabel(captured: number, rest: number, { currency }: OrderView) {
  if (captured === 0) return "Cancel this order";
  return rest > 0 ? `Cancel and refund ${Money.format(rest, currency)}` : "Cancel (nothing left to refund)";
}

/** Renders the order's next step for staff who may take it. */
function nextOf({ order, may }: Props) {
  const { staffMay } = Order.outlook(order);
  if (order.status === "in_review" && may("orders.review"))
    return order.review ? (
      <p className="text-muted">
        {order.review.approved ? "Approved" : "Rejected"}. The order will update in a moment.
      </p>
    ) : (
      <>
        <Policy about="reviews" />
        <Verdict order={order} />
      </>
    );
  if (staffMay.includes("pack") && may("orders.pack"))
    return (
      <>
        <ToShip order={order} />
        <ActionForm action={pack} hidden={hidden(order)} button="Mark as packed" />
      </>
    );
  if (staffMay.includes("ship") && may("orders.ship"))
    return (
      <>
        <ToShip order={order} />
        <ActionForm
          action={ship}
          hidden={hidden(order)}
          fields={[
            { name: "carrier", label: "Carrier", required: true, maxLength: 60 },
            { name: "tracking", label: "Tracking number", maxLength: 80 },
          ]}
          button="Mark as shipped"
        />
      </>
    );
  if (staffMay.includes("deliver") && may("orders.ship"))
    return <ActionForm action={deliver} hidden={hidden(order)} button="Mark as delivered" />;
  if (Order.toShip(order).length === 0 && Order.isUnshipped(order))
    return <p className="text-muted">All items were refunded. There is nothing to pack or ship.</p>;
  return staffMay.includes("override") ? <Blocked order={order} /> : null;
}

/** Lists the contents of the parcel: what was bought minus what was refunded. */
function ToShip({ order }: Pick<Props, "order">) {
  const names = new Map(order.lines.map(({ sku, name, title }) => [sku, title ? `${name}, ${title}` : name]));
  return (
    <div>
      <h3 className="text-sm text-muted">{order.status === "paid" ? "To pack" : "In the parcel"}</h3>
      <ul className="mt-1 grid gap-1">
        {Order.toShip(order).map(({ sku, quantity }) => (
          <li key={sku}>
            <span className="font-medium tabular-nums">{quantity} ×</span> {names.get(sku)}{" "}
            <span className="text-sm text-muted">{sku}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Explains, in place of the button, why the order can't be packed or shipped. */
function Blocked({ order }: Pick<Props, "order">) {
  const step = order.status === "paid" ? "packed" : "shipped";
  return (
    <p className="text-muted">
      This order can be {step} once a staff member decides on the payment problems above.
    </p>
  );
}

function Verdict({ order }: Pick<Props, "order">) {
  const reason = { name: "cause", required: true, maxLength: 500 };
  return (
    <>
      <ActionForm
        action={approve}
        hidden={hidden(order)}
        fields={[{ ...reason, label: "Reason to approve" }]}
        button="Approve"
      />
      <ActionForm
        action={reject}
        hidden={hidden(order)}
        fields={[
          { ...reason, label: "Reason to reject", hint: "The payment is voided, and nothing is charged." },
        ]}
        button="Reject"
        look="quiet"
        className="border-t border-line pt-5"
      />
    </>
  );
}

function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="border-t border-line pt-4 first:border-t-0 first:pt-0">
      <summary className="py-1 font-medium">{title}</summary>
      <div className="mt-3">{children}</div>
    </details>
  );
}

const hidden = ({ orderId }: OrderView) => ({ orderId, requestId: randomUUID() });

const refundableLines = ({ lines, refundedLines }: OrderView) =>
  lines.flatMap(({ sku, name, title, quantity }) => {
    const left = quantity - (refundedLines[sku] ?? 0);
    return left > 0 ? [{ sku, name: title ? `${name}, ${title}` : name, left }] : [];
  });
