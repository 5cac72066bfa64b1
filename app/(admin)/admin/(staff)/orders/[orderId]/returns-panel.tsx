import { randomUUID } from "node:crypto";
import type { OrderView, ReturnRow } from "@securecart/core/order";
import type { Duty } from "@securecart/core/staff";
import { Check } from "#app/_components/ui/field";
import { returnReasons } from "#app/_lib/return-labels";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Policy } from "#app/(admin)/admin/_parts/policy";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { approveReturn, closeReturn, declineReturn, receiveReturn } from "./return-actions";

type Props = { order: OrderView; may: (duty: Duty) => boolean };

/** Renders an order's returns and the actions that the staff member may take on them. */
export function Returns({ order, may }: Props) {
  if (order.returns.length === 0 || !may("returns.read")) return null;
  return (
    <Panel title="Returns">
      {may("returns.decide") && <Policy about="returns" className="mb-4" />}
      <ul className="divide-y divide-line">
        {order.returns.map((row) => (
          <li key={row.returnId} className="grid gap-3 py-4 first:pt-0 last:pb-0">
            <Facts order={order} row={row} />
            {row.state === "requested" && may("returns.decide") && <Verdict row={row} />}
            {row.state === "approved" && may("returns.receive") && <Parcel row={row} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const states = { requested: "Requested", approved: "Approved", declined: "Declined", received: "Received" };

function Facts({ order: { lines }, row }: { order: OrderView; row: ReturnRow }) {
  const items = row.lines.map(
    ({ sku, quantity }) => `${quantity} × ${lines.find((line) => line.sku === sku)?.name ?? sku}`,
  );
  return (
    <div>
      <p className="font-medium">
        {states[row.state]}: {items.join(" · ")}
      </p>
      <p className="text-sm text-muted">
        <When at={row.createdAt} /> · {returnReasons[row.reason]}
      </p>
      {row.note && <p className="text-sm">“{row.note}”</p>}
      {row.answer && (
        <p className="text-sm">
          {row.actor}: {row.answer}
        </p>
      )}
    </div>
  );
}

function Verdict({ row }: { row: ReturnRow }) {
  const answer = { name: "answer", required: true, maxLength: 500 };
  return (
    <>
      <ActionForm
        action={approveReturn}
        hidden={hidden(row)}
        fields={[{ ...answer, label: "Return address", hint: "The customer will see this." }]}
        button="Approve return"
      />
      <ActionForm
        action={declineReturn}
        hidden={hidden(row)}
        fields={[{ ...answer, label: "Reason to decline", hint: "The customer will see this." }]}
        button="Decline return"
        look="quiet"
      />
    </>
  );
}

function Parcel({ row }: { row: ReturnRow }) {
  return (
    <>
      <ActionForm action={receiveReturn} hidden={hidden(row)} button="Mark as received and refund">
        <Check label="Return to stock" name="restock" defaultChecked />
      </ActionForm>
      <ActionForm
        action={closeReturn}
        hidden={hidden(row)}
        fields={[
          {
            name: "answer",
            label: "Reason to close",
            hint: "For items that never arrived. The customer will see this.",
            required: true,
            maxLength: 500,
          },
        ]}
        button="Close without refund"
        look="quiet"
      />
    </>
  );
}

const hidden = ({ orderId, returnId }: ReturnRow) => ({ orderId, returnId, requestId: randomUUID() });
