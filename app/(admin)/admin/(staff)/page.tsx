import { Overview } from "@securecart/core/overview";
import { type Duty, Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Badge } from "#app/_components/ui/badge";
import { requireSignedIn } from "#app/_lib/staff-session";
import { Empty } from "#app/(admin)/admin/_parts/table";
import { Panel, Title } from "#app/(admin)/admin/_parts/title";
import { Checklist } from "./checklist";
import { SalesPanel } from "./sales-panel";

export const metadata: Metadata = { title: "Home" };

type Kind = keyof Overview.Waiting;
type Task = { kind: Kind; may: Duty; href: string; one: string; many: string; tone: "warning" | "bad" };

const tasks: Task[] = [
  {
    kind: "toPack",
    may: "orders.read",
    href: "/admin/orders?status=paid",
    one: "order to pack",
    many: "orders to pack",
    tone: "warning",
  },
  {
    kind: "inReview",
    may: "orders.read",
    href: "/admin/review",
    one: "order in review",
    many: "orders in review",
    tone: "warning",
  },
  {
    kind: "returns",
    may: "returns.read",
    href: "/admin/returns",
    one: "return to decide",
    many: "returns to decide",
    tone: "warning",
  },
  {
    kind: "failedRefunds",
    may: "refunds.read",
    href: "/admin/refunds",
    one: "failed refund",
    many: "failed refunds",
    tone: "bad",
  },
  {
    kind: "disputes",
    may: "disputes.read",
    href: "/admin/disputes",
    one: "open dispute",
    many: "open disputes",
    tone: "bad",
  },
  {
    kind: "failedMessages",
    may: "failed_messages.read",
    href: "/admin/failed-messages",
    one: "failed message",
    many: "failed messages",
    tone: "bad",
  },
  {
    kind: "lowStock",
    may: "stock.read",
    href: "/admin/stock?low=1",
    one: "SKU low on stock",
    many: "SKUs low on stock",
    tone: "warning",
  },
  {
    kind: "reviews",
    may: "reviews.read",
    href: "/admin/reviews",
    one: "product review to decide",
    many: "product reviews to decide",
    tone: "warning",
  },
];

/** Highest count that is shown as a number. */
const most = 99;

/** Renders the first page of the admin: what waits for the staff member, the sales, and the steps of setting up. */
export default async function AdminPage() {
  const { roles } = await requireSignedIn();
  const may = (duty: Duty) => Staff.may(roles, duty);
  const mine = tasks.filter((task) => may(task.may));
  const [waiting, sales, steps] = await Promise.all([
    Overview.waiting(),
    may("reports.read") ? Overview.sales() : null,
    may("settings.change") ? Overview.checklist() : null,
  ]);
  return (
    <>
      <Title>Home</Title>
      <div className="grid items-start gap-6 xl:grid-cols-[1fr_24rem]">
        <div className="grid gap-6">
          {mine.length > 0 && <Tasks tasks={mine} waiting={waiting} />}
          {sales && <SalesPanel sales={sales} />}
        </div>
        {steps && <Checklist steps={steps} />}
      </div>
    </>
  );
}

function Tasks({ tasks: all, waiting }: { tasks: Task[]; waiting: Overview.Waiting }) {
  const open = all.filter(({ kind }) => waiting[kind] > 0);
  if (open.length === 0) return <Empty>Nothing is waiting for you.</Empty>;
  return (
    <Panel title="Waiting">
      <ul className="divide-y divide-line">
        {open.map(({ kind, href, one, many, tone }) => (
          <li key={kind}>
            <Link href={href} className="flex min-h-11 items-center gap-3 underline-offset-4 hover:underline">
              <Badge tone={tone}>
                <span className="inline-block min-w-5 text-center tabular-nums">
                  {waiting[kind] > most ? `${most}+` : waiting[kind]}
                </span>
              </Badge>
              {waiting[kind] === 1 ? one : many}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
