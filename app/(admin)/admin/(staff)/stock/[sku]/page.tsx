import { randomUUID } from "node:crypto";
import { Alerts } from "@securecart/core/alert";
import { Catalog, Sku } from "@securecart/core/catalog";
import { Inventory } from "@securecart/core/inventory";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "#app/_components/link";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Pages } from "#app/(admin)/admin/_parts/pages";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { adjust, count, receive } from "../actions";

export async function generateMetadata({ params }: PageProps<"/admin/stock/[sku]">): Promise<Metadata> {
  return { title: `Stock of ${decodeURIComponent((await params).sku)}` };
}

export default async function SkuPage({ params, searchParams }: PageProps<"/admin/stock/[sku]">) {
  const { sku: written } = await params;
  const { roles } = await requireStaff({ may: "stock.read", from: `/admin/stock/${written}` });
  const parsed = Sku.safeParse(decodeURIComponent(written));
  if (!parsed.success) notFound();
  const sku = parsed.data;
  const { cursor } = await searchParams;
  const after = typeof cursor === "string" ? cursor.slice(0, 300) : undefined;
  const [variant, stock, ledger] = await Promise.all([
    Catalog.variant({ sku }),
    Inventory.stock({ sku }),
    Inventory.movements({ sku, ...(after && { cursor: after }) }),
  ]);
  if (!variant && !stock) notFound();
  const { onHand, available, held, allocated } = Inventory.levelOf(stock);
  const waiting =
    available === 0 ? await Alerts.countWaiting({ kind: "back_in_stock", target: sku }) : undefined;
  return (
    <>
      <h1 className="text-3xl break-all">{sku}</h1>
      {variant && (
        <p className="mt-1 text-muted">
          <Link href={`/product/${variant.slug}`} className="text-link">
            {variant.name}
          </Link>
          {variant.title && `, ${variant.title}`}
        </p>
      )}
      <dl className="my-6 flex flex-wrap gap-x-10 gap-y-3">
        <Figure label="On hand" value={onHand} hint="In the warehouse" />
        <Figure label="Available" value={available} hint="Can be sold" />
        <Figure label="Held" value={held} hint="For orders waiting for payment" />
        <Figure label="Allocated" value={allocated} hint="Paid but not shipped" />
        {waiting !== undefined && (
          <Figure label="Waiting" value={waiting} hint="Shoppers who get an email when it is back" />
        )}
      </dl>
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
        <div className="grid gap-6 lg:order-2">
          {Staff.may(roles, "stock.receive") && (
            <Panel title="Receive">
              <ActionForm
                action={receive}
                hidden={{ sku, requestId: randomUUID() }}
                fields={[
                  {
                    name: "quantity",
                    label: "Quantity received",
                    required: true,
                    inputMode: "numeric",
                    maxLength: 7,
                  },
                  { name: "cause", label: "Delivery or reason", required: true, maxLength: 200 },
                ]}
                button="Receive"
                done="The items are in stock."
              />
            </Panel>
          )}
          {Staff.may(roles, "stock.adjust") && (
            <Panel title="Count">
              <ActionForm
                action={count}
                hidden={{ sku, requestId: randomUUID() }}
                fields={[
                  {
                    name: "counted",
                    label: "Quantity in the warehouse",
                    hint: "Count everything, including items held or allocated for orders.",
                    required: true,
                    inputMode: "numeric",
                    maxLength: 7,
                  },
                  { name: "cause", label: "Reason for the count", required: true, maxLength: 200 },
                ]}
                button="Save count"
                look="quiet"
              />
            </Panel>
          )}
          {Staff.may(roles, "stock.adjust") && (
            <Panel title="Adjust">
              <ActionForm
                action={adjust}
                hidden={{ sku, requestId: randomUUID() }}
                fields={[
                  {
                    name: "by",
                    label: "Change in quantity",
                    hint: "2 for two more, -2 for two fewer.",
                    required: true,
                    maxLength: 8,
                  },
                  { name: "cause", label: "Reason", required: true, maxLength: 200 },
                ]}
                button="Adjust"
                look="quiet"
                done="The stock has been adjusted."
              />
            </Panel>
          )}
        </div>
        <section>
          <h2 className="mb-3 text-xl">Movements</h2>
          <Movements rows={ledger.rows} />
          <Pages path={`/admin/stock/${encodeURIComponent(sku)}`} cursor={after} next={ledger.next} />
        </section>
      </div>
    </>
  );
}

function Figure({ label, value, hint }: { label: string; value: number; hint: string }) {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd>
        <span className="text-2xl font-semibold tabular-nums">{value}</span>
        <span className="block text-sm text-muted">{hint}</span>
      </dd>
    </div>
  );
}

const columns = [
  { label: "When" },
  { label: "What" },
  { label: "By", wide: true },
  { label: "Change", right: true },
];
const kinds = {
  received: "Received",
  sale: "Shipped",
  return: "Return",
  write_off: "Written off",
  adjustment: "Adjustment",
};

function Movements({ rows }: { rows: Awaited<ReturnType<typeof Inventory.movements>>["rows"] }) {
  if (rows.length === 0) return <Empty>There are no movements yet.</Empty>;
  return (
    <Table caption="Movements, newest first" columns={columns}>
      {rows.map(({ reference, at, kind, cause, actor, quantity }) => (
        <tr key={reference}>
          <Cell className="text-sm">
            <When at={at} />
          </Cell>
          <Cell>
            {kinds[kind]}
            <span className="block text-sm text-muted">{cause}</span>
            <Source reference={reference} />
          </Cell>
          <Cell wide className="text-sm">
            {actor}
          </Cell>
          <Cell right>{signed(quantity)}</Cell>
        </tr>
      ))}
    </Table>
  );
}

function signed(quantity: number) {
  if (quantity === 0) return "0";
  return quantity > 0 ? `+${quantity}` : `−${-quantity}`;
}

/** Renders a link to the order that a movement belongs to, if any. */
function Source({ reference }: { reference: string }) {
  const [orderId] = /ord_\w{26}/.exec(reference) ?? [];
  return orderId ? (
    <Link href={`/admin/orders/${orderId}`} className="text-link text-sm">
      Order
    </Link>
  ) : null;
}
