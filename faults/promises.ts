import type { Books } from "@securecart/core/books";
import type { Cloud } from "../packages/local/src/testing";
import { check, measure } from "./report";
import type { Told } from "./shopper";

type Report = Awaited<ReturnType<typeof Books.check>>;

/** Holds the shop to what it told its shoppers, and to its own books. */
export async function judge(cloud: Cloud, told: Told[], report: Report) {
  const { Order } = await import("@securecart/core/order");
  const placed = told.filter(({ orderId }) => orderId);
  const orders = new Map(
    await Promise.all(
      placed.map(
        async ({ orderId = "" }) => [orderId, await Order.byId({ orderId }).catch(() => null)] as const,
      ),
    ),
  );
  const statusOf = ({ orderId = "" }: Told) => orders.get(orderId)?.status ?? "lost";
  const broken = (some: Told[], status: string) =>
    some
      .filter((shopper) => statusOf(shopper) !== status)
      .map((shopper) => `${shopper.orderId} (${shopper.plan}) is ${statusOf(shopper)}`);

  const paid = told.filter((shopper) => shopper.paid);
  const canceled = told.filter((shopper) => shopper.canceled);
  const abandoned = placed.filter(({ plan }) => plan === "abandons");
  const wrongPrice = placed.filter(({ orderId = "", basket }) => {
    const asked = basket.lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
    const order = orders.get(orderId);
    return order && order.totals.subtotal !== asked;
  });
  const mails = await mailsByOrder(cloud);
  const unwritten = paid.filter(({ orderId = "" }) => !mails.get(`${Order.numberOf(orderId)} paid`));
  const refusals = told.flatMap(({ refused }) => refused ?? []);
  const clean = ["order.item_gone", "cart.sold_out", "cart.not_enough", "checkout.changed"];

  const list = (shoppers: Told[]) => shoppers.map(({ orderId, plan }) => `${orderId} (${plan})`);
  measure("orders", report.counts);
  measure("mails", {
    sent: [...mails.values()].reduce((sum, count) => sum + count, 0),
    twice: [...mails.values()].filter((count) => count > 1).length,
  });
  check(
    "every shopper got through",
    told.every(({ finished }) => finished),
    told.filter(({ finished }) => !finished),
  );
  check(
    "every order a shopper was told of exists",
    placed.every((shopper) => statusOf(shopper) !== "lost"),
    list(placed.filter((s) => statusOf(s) === "lost")),
  );
  check(
    "every payment a shopper was told of is a paid order",
    broken(paid, "paid").length === 0,
    broken(paid, "paid"),
  );
  check(
    "every order a shopper gave up is canceled",
    broken(canceled, "canceled").length === 0,
    broken(canceled, "canceled"),
  );
  check(
    "every order nobody paid has expired",
    broken(abandoned, "expired").length === 0,
    broken(abandoned, "expired"),
  );
  check("every order costs what its shopper saw", wrongPrice.length === 0, list(wrongPrice));
  check("every payment was confirmed by mail", unwritten.length === 0, list(unwritten));
  check(
    "no shopper was refused but for goods that were gone",
    refusals.every((code) => clean.includes(code)),
    refusals,
  );
  check(
    "no order is unknown to its shopper",
    report.counts.orders === new Set(placed.map(({ orderId }) => orderId)).size,
    {
      orders: report.counts.orders,
      told: placed.length,
    },
  );
  check("the books balance", report.balanced, report.findings);
}

/** How many mails of each kind were sent about each order: "SC-12345678 paid" → 1. */
async function mailsByOrder(cloud: Cloud) {
  const answer = await fetch(`${cloud.urls.control}/mailbox`);
  const mails = (await answer.json()) as { subject: string }[];
  const counts = new Map<string, number>();
  for (const { subject } of mails) {
    const number = /SC-\w{8}/.exec(subject)?.[0];
    const kind = subject.startsWith("Payment received") ? "paid" : subject.replace(number ?? "", "").trim();
    const about = `${number} ${kind}`;
    counts.set(about, (counts.get(about) ?? 0) + 1);
  }
  return counts;
}
