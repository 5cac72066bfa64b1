import { DomainError } from "@securecart/core/error";
import { Money } from "@securecart/core/money";
import { Reporting } from "@securecart/core/reporting";
import type { Metadata } from "next";
import Form from "next/form";
import { Button } from "#app/_components/ui/button";
import { controlClasses } from "#app/_components/ui/field";
import { settings } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Panel, Title } from "#app/(admin)/admin/_parts/title";
import { type Period, readPeriod } from "./read";

export const metadata: Metadata = { title: "Reports" };

const dayColumns = [
  { label: "Day" },
  { label: "Placed", right: true, wide: true },
  { label: "Paid", right: true },
  { label: "Items", right: true, wide: true },
  { label: "Sales", right: true },
  { label: "Refunded", right: true, wide: true },
];
const productColumns = [
  { label: "Product" },
  { label: "Sold", right: true },
  { label: "Refunded", right: true, wide: true },
  { label: "Revenue", right: true },
];

/** Renders sales and refunds of a period from the reporting database. */
export default async function ReportsPage({ searchParams }: PageProps<"/admin/reports">) {
  await requireStaff({ may: "reports.read", from: "/admin/reports" });
  const { zone } = await settings("time");
  const period = readPeriod(await searchParams, zone);
  return (
    <>
      <Title aside={<PeriodForm {...period} />}>Reports</Title>
      <p className="-mt-4 mb-6 text-muted">Days are those of the time zone {zone.replaceAll("_", " ")}.</p>
      {Reporting.isOn() ? <Reports {...period} /> : <HowToTurnOn />}
    </>
  );
}

async function Reports(period: Period) {
  const found = await read(period);
  if (typeof found === "string") return <Empty>{found}</Empty>;
  const { days, products, rates, rebuildingSince } = found;
  return (
    <div className="grid gap-8">
      {rebuildingSince && (
        <p role="status" className="font-medium">
          The reports are being rebuilt. Until this is complete, the figures are too low.
        </p>
      )}
      <div className="grid gap-4 md:grid-cols-3">
        {rates.map(({ currency, paid, captured, refunded, refundedOrders, rate }) => (
          <Panel key={currency} title={`${currency}: ${Money.format(captured - refunded, currency)}`}>
            <p>
              {paid} paid orders, {Money.format(captured, currency)}
            </p>
            <p className="text-muted">
              {Money.format(refunded, currency)} refunded on {refundedOrders} of them:{" "}
              {(rate * 100).toFixed(1)}% of the revenue
            </p>
          </Panel>
        ))}
      </div>
      {days.length === 0 && <Empty>No orders were placed in this period.</Empty>}
      {days.length > 0 && (
        <Table caption="Sales by day, newest first" columns={dayColumns}>
          {days.map(({ day, currency, placed, paid, items, captured, refunded }) => (
            <tr key={`${day} ${currency}`}>
              <Cell>{day}</Cell>
              <Cell right wide>
                {placed}
              </Cell>
              <Cell right>{paid}</Cell>
              <Cell right wide>
                {items}
              </Cell>
              <Cell right>{Money.format(captured, currency)}</Cell>
              <Cell right wide>
                {Money.format(refunded, currency)}
              </Cell>
            </tr>
          ))}
        </Table>
      )}
      {products.length > 0 && (
        <Table caption="Bestsellers" columns={productColumns}>
          {products.map(({ sku, name, currency, quantity, refundedQuantity, revenue }) => (
            <tr key={`${sku} ${currency}`}>
              <Cell>
                {name}
                <span className="block text-sm break-all text-muted">{sku}</span>
              </Cell>
              <Cell right>{quantity}</Cell>
              <Cell right wide>
                {refundedQuantity}
              </Cell>
              <Cell right>{Money.format(revenue, currency)}</Cell>
            </tr>
          ))}
        </Table>
      )}
    </div>
  );
}

/** Returns the figures, or the message that explains why there are none. */
async function read(period: Period) {
  try {
    const [days, products, rates, { rebuildingSince }] = await Promise.all([
      Reporting.byDay(period),
      Reporting.byProduct({ period }),
      Reporting.refundRate(period),
      Reporting.status(),
    ]);
    return { days, products, rates, rebuildingSince };
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

function HowToTurnOn() {
  return (
    <Empty>
      Reports are turned off. They need a PostgreSQL database: on a laptop, start the shop with{" "}
      <code>REPORTING_URL=postgres://…</code>; in the cloud, turn on <code>reporting</code> in{" "}
      <code>stacks/config.ts</code>. To include earlier orders, rebuild the reports, see{" "}
      <code>docs/operations.md</code>.
    </Empty>
  );
}

function PeriodForm({ from, to }: Period) {
  return (
    <Form action="/admin/reports" prefetch={false} className="flex flex-wrap items-end gap-2">
      {(["from", "to"] as const).map((name) => (
        <div key={name}>
          <label htmlFor={name} className="block text-sm text-muted">
            {name === "from" ? "From" : "To"}
          </label>
          <input
            id={name}
            key={`${from} ${to}`}
            type="date"
            name={name}
            defaultValue={name === "from" ? from : to}
            className={controlClasses}
          />
        </div>
      ))}
      <Button look="quiet">Show</Button>
    </Form>
  );
}
