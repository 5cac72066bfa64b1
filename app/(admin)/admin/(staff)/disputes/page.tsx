import { Dispute } from "@securecart/core/dispute";
import { Money } from "@securecart/core/money";
import { type DisputeRow, Order } from "@securecart/core/order";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { requireStaff } from "#app/_lib/staff-session";
import { OrderLink } from "#app/(admin)/admin/_parts/order-link";
import { Pages } from "#app/(admin)/admin/_parts/pages";
import { Policy } from "#app/(admin)/admin/_parts/policy";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { Deadline, disputeStatus } from "./deadline";

export const metadata: Metadata = { title: "Disputes" };

export default async function DisputesPage({ searchParams }: PageProps<"/admin/disputes">) {
  await requireStaff({ may: "disputes.read", from: "/admin/disputes" });
  const params = await searchParams;
  const state = params.state === "closed" ? ("closed" as const) : ("open" as const);
  const { cursor } = Dispute.list.schema.catch({ state }).parse({ state, cursor: params.cursor });
  const after = cursor ? String(params.cursor) : undefined;
  const [{ rows, next }, warnings] = await Promise.all([
    Dispute.list({ state, ...(after && { cursor: after }) }),
    state === "open" && !after ? Dispute.warnings({}) : [],
  ]);
  const numbers = await Order.numbers({ orderIds: [...rows, ...warnings].map(({ orderId }) => orderId) });
  return (
    <>
      <Title
        aside={
          <Link
            href={state === "open" ? "/admin/disputes?state=closed" : "/admin/disputes"}
            className="text-link"
          >
            {state === "open" ? "Closed disputes" : "Open disputes"}
          </Link>
        }
      >
        {state === "open" ? "Disputes" : "Closed disputes"}
      </Title>
      <Policy about="disputes" className="mb-6" />
      {rows.length === 0 ? (
        <Empty>
          {state === "open" ? "There are no open disputes." : "There are no closed disputes yet."}
        </Empty>
      ) : (
        <Disputes
          rows={rows}
          numbers={numbers}
          caption={state === "open" ? "Open disputes, next deadline first" : "Closed disputes, newest first"}
        />
      )}
      <Pages path="/admin/disputes" query={state === "closed" ? { state } : {}} cursor={after} next={next} />
      {warnings.length > 0 && <Warnings rows={warnings} numbers={numbers} />}
    </>
  );
}

const columns = [
  { label: "Order" },
  { label: "Reason" },
  { label: "Evidence due" },
  { label: "Amount", wide: true, right: true },
];

const amountOf = ({ amount, currency }: DisputeRow) => Money.format(amount, Money.Currency.parse(currency));

type Numbers = Record<string, string>;
type DisputesProps = { rows: DisputeRow[]; numbers: Numbers; caption: string };

function Disputes({ rows, numbers, caption }: DisputesProps) {
  return (
    <Table caption={caption} columns={columns}>
      {rows.map((row) => (
        <tr key={row.disputeId}>
          <Cell>
            <OrderLink orderId={row.orderId} number={numbers[row.orderId]} at={row.openedAt} />
            <AtStripe intentId={row.intentId} />
          </Cell>
          <Cell>
            {Order.wordsOf(row.reason)}
            <span className="block text-sm text-muted">{disputeStatus(row.status)}</span>
            <span className="block md:hidden">{amountOf(row)}</span>
          </Cell>
          <Cell>
            <Deadline dispute={row} />
          </Cell>
          <Cell wide right>
            {amountOf(row)}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

type WarningsProps = { rows: Awaited<ReturnType<typeof Dispute.warnings>>; numbers: Numbers };

function Warnings({ rows, numbers }: WarningsProps) {
  return (
    <section className="mt-10">
      <h2 className="mb-3 text-xl">Fraud warnings</h2>
      <p className="mb-4 max-w-prose text-muted">
        A card network reported these payments as fraud. Refund the order before it becomes a dispute, or
        decide on its page to ship it anyway.
      </p>
      <Table
        caption="Fraud warnings without a refund or a dispute, newest first"
        columns={[{ label: "Order" }, { label: "Card network's reason" }]}
      >
        {rows.map(({ warningId, orderId, intentId, fraudType, warnedAt }) => (
          <tr key={warningId}>
            <Cell>
              <OrderLink orderId={orderId} number={numbers[orderId]} at={warnedAt} />
              <AtStripe intentId={intentId} />
            </Cell>
            <Cell>{Order.wordsOf(fraudType)}</Cell>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function AtStripe({ intentId }: { intentId: string }) {
  if (!intentId) return null;
  return (
    <a href={Dispute.urlAtStripe(intentId)} className="text-link text-sm" target="_blank" rel="noreferrer">
      Open in Stripe
    </a>
  );
}
