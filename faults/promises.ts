import type { Order, OrderView } from "@securecart/core/order";
import type { Reconciliation } from "@securecart/core/reconciliation";
import type { Cloud } from "../packages/local/src/testing";
import type { Work } from "./clerk";
import { coupon, type Goods } from "./goods";
import type { Victim } from "./kills";
import { check, measure } from "./report";
import type { Told } from "./shopper";

type Report = Awaited<ReturnType<typeof Reconciliation.check>>;
type Run = { goods: Goods[]; told: Told[]; works: Work[]; report: Report; kills: Record<Victim, number> };

/** Holds the shop to what it told its shoppers and its staff, and to its own books. */
export async function judge(cloud: Cloud, { goods, told, works, report, kills }: Run) {
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

  const paid = told.filter((shopper) => shopper.paid && shopper.plan !== "regrets");
  const canceled = told.filter((shopper) => shopper.canceled && shopper.plan !== "regrets");
  const regretted = told.filter((shopper) => shopper.canceled && shopper.plan === "regrets");
  const kept = regretted.filter((shopper) => !["canceled", "canceled_refunded"].includes(statusOf(shopper)));
  const abandoned = placed.filter(({ plan }) => plan === "abandons");
  const wrongPrice = placed.filter(({ orderId = "", basket }) => {
    const asked = basket.lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
    const order = orders.get(orderId);
    return order && order.totals.subtotal !== asked;
  });
  const expected = new Map(works.map(({ orderId, expects }) => [orderId, expects]));
  const otherwise = paid
    .map((shopper) => ({ ...shopper, is: statusOf(shopper), expects: expected.get(shopper.orderId ?? "") }))
    .filter(({ is, expects }) => is !== expects)
    .map(({ orderId, plan, is, expects }) => `${orderId} (${plan}) is ${is}, not ${expects}`);
  const unsettled = works.flatMap(({ orderId, refundIds }) =>
    refundIds.filter((refundId) => endOf(orders.get(orderId)?.refunds ?? [], refundId) !== "succeeded"),
  );
  const races = works.filter(({ fate, finished }) => fate === "refunded by two" && finished);
  const { mails, letters } = await readMails(cloud);
  const keptOrders = paid.filter((shopper) => statusOf(shopper) !== "canceled");
  const unwritten = keptOrders.filter(({ orderId = "" }) => !letters.has(`${orderId} paid`));
  const twice = [...mails].map(([number, count]) => {
    const written = [...letters].filter((key) => Order.numberOf(key) === number && !key.includes(" sms:"));
    return Math.max(0, count - written.length);
  });
  const extra = twice.reduce((sum, count) => sum + count, 0);
  const windows = kills.worker + kills.gateway + kills.dynamo;
  const uses = await couponUses();
  const refusals = told.flatMap(({ refused }) => refused ?? []);
  const clean = ["order.item_gone", "cart.sold_out", "cart.not_enough", "checkout.changed"];

  const list = (shoppers: Told[]) => shoppers.map(({ orderId, plan }) => `${orderId} (${plan})`);
  measure("orders", report.counts);
  measure("mails", {
    sent: [...mails.values()].reduce((sum, count) => sum + count, 0),
    twice: extra,
  });
  measure("coupon", uses);
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
    "every payment a shopper was told of is an order where its staff left it",
    otherwise.length === 0,
    otherwise,
  );
  check(
    "the staff got through",
    works.every(({ finished }) => finished),
    works.filter(({ finished }) => !finished),
  );
  check("every refund the staff was told of went back", unsettled.length === 0, unsettled);
  check(
    "of two refunds that are too much together one was refused",
    races.every(({ refundIds, refused }) => refundIds.length === 1 && refused.length === 1),
    races,
  );
  check("no email was sent twice but in the window of a kill", extra <= windows, { extra, windows });
  check("the discount code was not used more often than it may be", uses.used <= uses.allowed, uses);
  check(
    "every order a shopper gave up is canceled",
    broken(canceled, "canceled").length === 0,
    broken(canceled, "canceled"),
  );
  check(
    "every order that was canceled in the second after paying is canceled",
    kept.length === 0,
    kept.map((shopper) => `${shopper.orderId} is ${statusOf(shopper)}`),
  );
  const stranded = [...orders.values()].filter((order) => order && !hasNext(Order, order));
  check(
    "every order is settled or has a next action",
    stranded.length === 0,
    stranded.map((order) => `${order?.orderId} ${JSON.stringify(order && Order.situationOf(order))}`),
  );
  const created = await createdUnits(goods);
  check("no unit came from nowhere", created.length === 0, created);
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
  check("the reconciliation finds no discrepancy", report.balanced, report.findings);
}

/** Where a refund came to, by way of those that took its place after it had failed. */
function endOf(refunds: OrderView["refunds"], refundId: string): string {
  const row = refunds.find((refund) => refund.refundId === refundId);
  return row?.supersededBy ? endOf(refunds, row.supersededBy) : (row?.state ?? "unknown");
}

/** Someone owes nothing, or someone can do something, or it goes on by itself. */
function hasNext(order: typeof Order, view: OrderView) {
  const { customerMay, staffMay, goesOn } = order.outlook(view);
  return order.isSettled(order.situationOf(view)) || customerMay.length + staffMay.length > 0 || goesOn;
}

/** SKUs of which more is on hand than was ever received. */
async function createdUnits(goods: Goods[]) {
  const { Inventory } = await import("@securecart/core/inventory");
  const rows = await Promise.all(
    goods.map(async ({ sku, stock }) => {
      const { available = 0, held = 0, allocated = 0 } = (await Inventory.stock({ sku })) ?? {};
      return { sku, received: stock, onHand: available + held + allocated };
    }),
  );
  return rows.filter(({ received, onHand }) => onHand > received);
}

/** How many mails were sent about each order, by its number, and what the shop says it wrote: "ord_… paid". */
async function readMails(cloud: Cloud) {
  const answer = await fetch(`${cloud.urls.control}/mailbox`);
  const mails = new Map<string, number>();
  for (const { subject } of (await answer.json()) as { subject: string }[]) {
    const number = /SC-\w{8}/.exec(subject)?.[0] ?? "";
    mails.set(number, (mails.get(number) ?? 0) + 1);
  }
  const rows = await rowsOf("message");
  const sent = rows.filter(({ state }) => state === "sent");
  return { mails, letters: new Set(sent.map(({ orderId, kind }) => `${orderId} ${kind}`)) };
}

/** One more is right for each order that was paid after it had closed: it keeps the price it was promised. */
async function couponUses() {
  const { Promotion } = await import("@securecart/core/promotion");
  const { used } = await Promotion.require(coupon.code);
  const steps = await rowsOf("transition");
  const closed = new Set(
    steps.filter(({ status }) => status === "expired" || status === "canceled").map(({ orderId }) => orderId),
  );
  const revived = steps.filter(({ status, orderId }) => status === "authorized" && closed.has(orderId));
  return { used, limit: coupon.limit, allowed: coupon.limit + revived.length };
}

async function rowsOf(entity: string) {
  const { Dynamo } = await import("@securecart/core/dynamo");
  const found: Record<string, unknown>[] = [];
  for await (const page of Dynamo.scan()) found.push(...page.filter(({ __edb_e__ }) => __edb_e__ === entity));
  return found;
}
