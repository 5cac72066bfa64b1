import { randomUUID } from "node:crypto";
import type { OrderView, ReturnRow } from "@securecart/core/order";
import { Return } from "@securecart/core/return";
import { ShopTime } from "#app/_components/shop-time";
import { settings } from "#app/_lib/cached";
import { returnReasons, returnStates } from "#app/_lib/return-labels";
import { timeText } from "#app/_lib/time-text";
import { ReturnForm } from "./return-form";

/** Lists the returns of an order and renders the form to request another one. */
export async function Returns({ order, token }: { order: OrderView; token: string }) {
  const until = Return.endsAt(order);
  const [{ reasons, parcelPaidBy }, { zone }] = await Promise.all([settings("returns"), settings("time")]);
  return (
    <>
      {order.returns.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-3 border-b border-line pb-2 text-xl">Returns</h2>
          <ul className="grid gap-4">
            {order.returns.map((row) => (
              <li key={row.returnId}>
                <Entry order={order} row={row} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {until && Return.isOpen(order) && (
        <ReturnForm
          key={order.returns.length}
          token={token}
          requestId={randomUUID()}
          lines={Return.returnable(order).filter(({ left }) => left > 0)}
          until={timeText(until, "day", zone)}
          parcelPaidBy={parcelPaidBy}
          reasons={reasons.map((id) => ({ id, label: returnReasons[id] }))}
        />
      )}
    </>
  );
}

function Entry({ order, row }: { order: OrderView; row: ReturnRow }) {
  return (
    <>
      <p className="font-medium">{returnStates[row.state]}</p>
      <p>{itemsOf(order, row)}</p>
      <p className="text-sm text-muted">
        Requested on <ShopTime at={row.createdAt} precision="day" /> · {returnReasons[row.reason]}
      </p>
      {row.answer && <p className="mt-1">{row.answer}</p>}
    </>
  );
}

const itemsOf = ({ lines }: OrderView, row: ReturnRow) =>
  row.lines
    .map(({ sku, quantity }) => `${quantity} × ${lines.find((line) => line.sku === sku)?.name ?? sku}`)
    .join(", ");
