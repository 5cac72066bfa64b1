import type { Order, OrderView } from "@securecart/core/order";
import type { Reconciliation } from "@securecart/core/reconciliation";
import type { Cloud } from "../packages/local/src/testing";
import { coupon, type Goods } from "./goods";
import type { Victim } from "./kills";
import { check, measure } from "./report";
import type { Told } from "./shopper";
import type { Work } from "./staff-member";

type Report = Awaited<ReturnType<typeof Reconciliation.check>>;
type Run = { goods: Goods[]; told: Told[]; works: Work[]; report: Report; kills: Record<Victim, number> };

/** Checks every result that the shop confirmed to shoppers and staff, and the reconciliation. */
export async function checkPromises(cloud: Cloud, { goods, told, works, report, kills }: Run) {
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
  const { emails, written } = await readEmails(cloud);
  const keptOrders = paid.filter((shopper) => statusOf(shopper) !== "canceled");
  const unwritten = keptOrders.filter(({ orderId = "" }) => !written.has(`${orderId} paid`));
  const twice = [...emails].map(([number, count]) => {
    const own = [...written].filter((key) => Order.numberOf(key) === number && !key.includes(" sms:"));
    return Math.max(0, count - own.length);
  });
  const extra = twice.reduce((sum, count) => sum + count, 0);
  const windows = kills.worker + kills.gateway + kills.dynamo;
  const uses = await couponUses();
  const refusals = told.flatMap(({ refused }) => refused ?? []);
  const clean = ["order.item_gone", "cart.sold_out", "cart.not_enough", "checkout.changed"];

  const list = (shoppers: Told[]) => shoppers.map(({ orderId, plan }) => `${orderId} (${plan})`);
  measure("orders", report.counts);
  measure("emails", {
    sent: [...emails.values()].reduce((sum, count) => sum + count, 0),
    twice: extra,
  });
  measure("coupon", uses);
  check(
    "every shopper finished",
    told.every(({ finished }) => finished),
    told.filter(({ finished }) => !finished),
  );
  check(
    "every order confirmed to a shopper exists",
    placed.every((shopper) => statusOf(shopper) !== "lost"),
    list(placed.filter((s) => statusOf(s) === "lost")),
  );
  check(
    "every payment confirmed to a shopper belongs to an order with the status that the staff set",
    otherwise.length === 0,
    otherwise,
  );
  check(
    "every staff member finished",
    works.every(({ finished }) => finished),
    works.filter(({ finished }) => !finished),
  );
  check("every refund confirmed to the staff succeeded", unsettled.length === 0, unsettled);
  check(
    "one of two refunds that exceed the total together was refused",
    races.every(({ refundIds, refused }) => refundIds.length === 1 && refused.length === 1),
    races,
  );
  check("no email was sent twice, except when a process was killed while sending", extra <= windows, {
    extra,
    windows,
  });
  check("the coupon was not used more often than its limit", uses.used <= uses.allowed, uses);
  check(
    "every order that a shopper canceled is canceled",
    broken(canceled, "canceled").length === 0,
    broken(canceled, "canceled"),
  );
  check(
    "every order that was canceled right after paying is canceled",
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
  check("no unit was created", created.length === 0, created);
  check(
    "every order that was not paid has expired",
    broken(abandoned, "expired").length === 0,
    broken(abandoned, "expired"),
  );
  check("every order costs the price that its shopper saw", wrongPrice.length === 0, list(wrongPrice));
  check("every payment was confirmed by email", unwritten.length === 0, list(unwritten));
  check(
    "no shopper was refused, except for missing goods",
    refusals.every((code) => clean.includes(code)),
    refusals,
  );
  check(
    "every order is known to its shopper",
    report.counts.orders === new Set(placed.map(({ orderId }) => orderId)).size,
    {
      orders: report.counts.orders,
      told: placed.length,
    },
  );
  check("the reconciliation finds no discrepancy", report.balanced, report.discrepancies);
}

/** Returns the state of a refund, or of the last refund that superseded it. */
function endOf(refunds: OrderView["refunds"], refundId: string): string {
  const row = refunds.find((refund) => refund.refundId === refundId);
  return row?.supersededBy ? endOf(refunds, row.supersededBy) : (row?.state ?? "unknown");
}

/** Checks that an order is settled, has an action for customer or staff, or continues automatically. */
function hasNext(order: typeof Order, view: OrderView) {
  const { customerMay, staffMay, goesOn } = order.outlook(view);
  return order.isSettled(order.situationOf(view)) || customerMay.length + staffMay.length > 0 || goesOn;
}

/** Lists SKUs with more units on hand than were received. */
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

/** Counts the emails of each order by its number, and lists those that the shop recorded as sent: "ord_… paid". */
async function readEmails(cloud: Cloud) {
  const answer = await fetch(`${cloud.urls.control}/mailbox`);
  const emails = new Map<string, number>();
  for (const { subject } of (await answer.json()) as { subject: string }[]) {
    const number = /SC-\w{8}/.exec(subject)?.[0] ?? "";
    emails.set(number, (emails.get(number) ?? 0) + 1);
  }
  const rows = await rowsOf("message");
  const sent = rows.filter(({ state }) => state === "sent");
  return { emails, written: new Set(sent.map(({ orderId, kind }) => `${orderId} ${kind}`)) };
}

/**
 * Returns the uses of the coupon and how many are allowed: one more for each order paid after it closed, which keeps
 * its price.
 */
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
