import { randomUUID } from "node:crypto";
import { Money } from "@securecart/core/money";
import { Order, type OrderView } from "@securecart/core/order";
import { Refund } from "@securecart/core/refund";
import type { Duty } from "@securecart/core/staff";
import type { ReactNode } from "react";
import { ActionForm } from "../../../_parts/action-form";
import { Panel } from "../../../_parts/title";
import { approve, cancel, deliver, pack, reject, ship } from "./actions";
import { RefundForm } from "./refund-form";

type Props = { order: OrderView; may: (duty: Duty) => boolean };

/** What this member can do with an order where it stands. The most likely comes first, what ends it is folded away. */
export function Actions({ order, may }: Props) {
  const { status, captured } = order;
  const cancelable =
    may("orders.cancel") && ["pending", "authorized", "in_review", "paid", "packed"].includes(status);
  const rest = Refund.refundable(order);
  const refundable =
    may("orders.refund") && rest > 0 && ["paid", "packed", "shipped", "delivered"].includes(status);
  const next = nextOf({ order, may });
  if (!cancelable && !refundable && !next) return null;
  return (
    <Panel title="Actions">
      <div className="grid gap-5">
        {next}
        {refundable && (
          <Folded title="Refund">
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
                  hint: "The customer sees it.",
                  required: true,
                  maxLength: 500,
                },
              ]}
              button={captured > 0 ? "Cancel and refund everything" : "Cancel this order"}
              look="quiet"
            />
          </Folded>
        )}
      </div>
    </Panel>
  );
}

/** The step that comes next, for whom it is theirs to take. */
function nextOf({ order, may }: Props) {
  switch (order.status) {
    case "in_review":
      if (!may("orders.review")) return null;
      return order.review ? (
        <p className="text-muted">
          {order.review.approved ? "Approved" : "Rejected"}; it goes on in a moment.
        </p>
      ) : (
        <Verdict order={order} />
      );
    case "paid":
      if (!may("orders.pack")) return null;
      if (Order.obstacles(order).length > 0) return <Blocked order={order} />;
      return <ActionForm action={pack} hidden={hidden(order)} button="Mark as packed" />;
    case "packed":
      if (!may("orders.ship")) return null;
      if (Order.obstacles(order).length > 0) return <Blocked order={order} />;
      return (
        <ActionForm
          action={ship}
          hidden={hidden(order)}
          fields={[
            { name: "carrier", label: "Carrier", required: true, maxLength: 60 },
            { name: "tracking", label: "Tracking number", maxLength: 80 },
          ]}
          button="Mark as shipped"
        />
      );
    case "shipped":
      if (!may("orders.ship")) return null;
      return <ActionForm action={deliver} hidden={hidden(order)} button="Mark as delivered" />;
    default:
      return null;
  }
}

/** Said in the place of the button: why the goods stay here. */
function Blocked({ order }: Pick<Props, "order">) {
  const step = order.status === "paid" ? "packed" : "shipped";
  return (
    <p className="text-muted">This order can be {step} once someone decides on what speaks against it.</p>
  );
}

function Verdict({ order }: Pick<Props, "order">) {
  const reason = { name: "cause", required: true, maxLength: 500 };
  return (
    <>
      <ActionForm
        action={approve}
        hidden={hidden(order)}
        fields={[{ ...reason, label: "Why it is fine" }]}
        button="Approve"
      />
      <ActionForm
        action={reject}
        hidden={hidden(order)}
        fields={[
          { ...reason, label: "Why it is not", hint: "The payment is let go, and nothing is charged." },
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
