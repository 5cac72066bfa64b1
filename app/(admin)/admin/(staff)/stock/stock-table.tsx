import { randomUUID } from "node:crypto";
import type { Stock } from "@securecart/core/stock";
import { Link } from "#app/_components/link";
import { Badge } from "#app/_components/ui/badge";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Cell, Table } from "#app/(admin)/admin/_parts/table";
import { change } from "./actions";
import { addressOf, type StockAddress } from "./address";

type May = { receive: boolean; adjust: boolean };
type StockTableProps = {
  rows: Stock.StockRow[];
  address: StockAddress;
  may: May;
  /** Number of units up to which a SKU is low on stock. */
  lowAt: number;
};

/** Renders a page of SKUs with their stock. One row at a time has a form to change it. */
export function StockTable({ rows, address, may, lowAt }: StockTableProps) {
  const acts = may.receive || may.adjust;
  const sorted = (name: "sku" | "name") => {
    const up = address.sort === name;
    const down = address.sort === `-${name}`;
    return {
      href: addressOf({ ...address, change: undefined, page: 1, sort: up ? `-${name}` : name }),
      now: up ? ("ascending" as const) : down ? ("descending" as const) : undefined,
    };
  };
  const columns = [
    { label: "SKU", sort: sorted("sku") },
    { label: "Product", wide: true, sort: sorted("name") },
    { label: "On hand", right: true },
    { label: "Available", right: true },
    { label: "Held", right: true, wide: true },
    { label: "Allocated", right: true, wide: true },
    ...(acts ? [{ label: "Actions", right: true }] : []),
  ];
  return (
    <Table caption={address.q ? `Stock of SKUs that match “${address.q}”` : "Stock by SKU"} columns={columns}>
      {rows.map((row) => (
        <Row key={row.sku} row={row} address={address} may={may} lowAt={lowAt} width={columns.length} />
      ))}
    </Table>
  );
}

type RowProps = { row: Stock.StockRow; address: StockAddress; may: May; lowAt: number; width: number };

function Row({ row, address, may, lowAt, width }: RowProps) {
  const { sku, name, title, active, onHand, available, held, allocated } = row;
  const isOpen = address.change === sku;
  const id = `sku-${sku}`;
  const product = [name, title].filter(Boolean).join(", ");
  return (
    <>
      <tr id={id}>
        <Cell>
          <Link
            href={`/admin/stock/${encodeURIComponent(sku)}`}
            className="text-link font-medium wrap-anywhere"
          >
            {sku}
          </Link>
          <span className="block text-sm text-muted md:hidden">{product}</span>
        </Cell>
        <Cell wide>
          {product} {!active && <Badge>Hidden</Badge>}
        </Cell>
        <Cell right>{onHand}</Cell>
        <Cell right>{active && available <= lowAt ? <Low available={available} /> : available}</Cell>
        <Cell right wide>
          {held}
        </Cell>
        <Cell right wide>
          {allocated}
        </Cell>
        {(may.receive || may.adjust) && (
          <Cell right>
            <Link
              href={`${addressOf({ ...address, change: isOpen ? undefined : sku })}#${id}`}
              scroll={false}
              className="text-link"
              aria-expanded={isOpen}
            >
              {isOpen ? "Close" : "Change"}
              <span className="sr-only"> the stock of {sku}</span>
            </Link>
          </Cell>
        )}
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={width} className="bg-sunken p-4">
            <ChangeForm sku={sku} may={may} />
          </td>
        </tr>
      )}
    </>
  );
}

const Low = ({ available }: { available: number }) => (
  <Badge tone={available === 0 ? "bad" : "warning"}>
    {available}
    <span className="sr-only">, low</span>
  </Badge>
);

function ChangeForm({ sku, may }: { sku: string; may: May }) {
  const kinds = [
    ...(may.adjust
      ? [
          {
            value: "count",
            label: "Counted",
            hint: "The number in the warehouse, with what is held or allocated.",
          },
        ]
      : []),
    ...(may.receive ? [{ value: "receive", label: "Received", hint: "This many arrived." }] : []),
    ...(may.adjust
      ? [{ value: "adjust", label: "Change by", hint: "2 for two more, -2 for two fewer." }]
      : []),
  ];
  return (
    <ActionForm
      action={change}
      className="max-w-md"
      hidden={{ sku, requestId: randomUUID() }}
      choices={[
        { name: "kind", legend: `Change the stock of ${sku}`, options: kinds, value: kinds[0]?.value ?? "" },
      ]}
      fields={[
        { name: "number", label: "Number", required: true, maxLength: 8 },
        { name: "cause", label: "Reason", required: true, maxLength: 200 },
      ]}
      button="Save"
    />
  );
}
