import { expect } from "vitest";
import * as Goods from "../src/sales/inventory/goods";
import { isUnshipped, toShip } from "../src/sales/order/goods";
import { obstacles } from "../src/sales/order/obstacles";
import { isSettled, outlookOf, situationOf } from "../src/sales/order/situation";
import { type Status, steps } from "../src/sales/order/status";
import type { RefundRow, ReturnRow } from "../src/sales/order/view";
import { decide, type Snapshot } from "../src/sales/payment/snapshot";
import { refundable } from "../src/sales/refund/amount";
import {
  isMoot,
  type Plan,
  planCancel,
  planFailure,
  planRefund,
  type Refundable,
} from "../src/sales/refund/plan";
import { returnable } from "../src/sales/return/window";

/** Returns a generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
export function dice(start: number) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const lines = [
  { sku: "MUG", name: "Mug", title: "", quantity: 3, total: 6999, tax: 0 },
  { sku: "LAMP", name: "Lamp", title: "", quantity: 1, total: 8901, tax: 0 },
  // Free with the others.
  { sku: "PEN", name: "Pen", title: "", quantity: 2, total: 0, tax: 0 },
];
const total = 6999 + 8901 + 1490;
const received = 10;

/** The order as all functions under test together need it. */
type ModelOrder = Refundable &
  Omit<Parameters<typeof situationOf>[0], "returns" | "refunds"> &
  Parameters<typeof decide>[0] &
  Parameters<typeof returnable>[0] & {
    refunds: RefundRow[];
    returns: ReturnRow[];
    closing: "expired" | "canceled" | null;
    approved: boolean;
  };

type StripeRefund = { id: string; amount: number; refundId: string | null; failed: boolean; heard: boolean };

type ModelStripe = {
  state: Snapshot["state"];
  captured: number;
  refunds: StripeRefund[];
  dispute: "open" | "won" | "lost" | null;
  /** Amount that the bank took when the dispute was opened. */
  withdrawn: number;
};

/**
 * Creates one order, its stock and its payment in memory. The decisions are made by the shop's own code; the writes and
 * Stripe are a few lines here. Commands run in any order, and every snapshot of Stripe may be applied late.
 */
export function world(random: () => number) {
  const whole = (most: number) => Math.floor(random() * (most + 1));
  const pick = <Thing>(all: readonly Thing[]) => all[whole(all.length - 1)];
  const orderId = "ord_1";
  let ids = 0;
  const order: ModelOrder = {
    orderId,
    status: "pending",
    sessionId: "cs_1",
    currency: "USD",
    lines,
    totals: { total, currency: "USD", lines },
    closing: null,
    approved: false,
    captured: 0,
    refunded: 0,
    refundedLines: {},
    goodsSettled: {},
    refundVersion: 0,
    refunds: [],
    returns: [],
    disputes: [],
    alerts: [],
    override: null,
  };
  const stock = new Map(
    lines.map(({ sku }) => [sku, { available: received, held: 0, allocated: 0, onHand: received }]),
  );
  const stripe: ModelStripe = { state: "open", captured: 0, refunds: [], dispute: null, withdrawn: 0 };
  let stale: Snapshot | undefined;

  /** Writes a change of stock, or nothing when a counter would fall below zero. */
  function written({ changes }: Goods.GoodsChange) {
    const enough = changes.every(({ sku, available = 0, held = 0, allocated = 0 }) => {
      const row = stock.get(sku);
      return row && row.available + available >= 0 && row.held + held >= 0 && row.allocated + allocated >= 0;
    });
    if (!enough) return false;
    for (const { sku, available = 0, held = 0, allocated = 0, movement } of changes) {
      const row = stock.get(sku);
      if (!row) continue;
      row.available += available;
      row.held += held;
      row.allocated += allocated;
      row.onHand += movement?.quantity ?? 0;
    }
    return true;
  }
  const must = (goods: Goods.GoodsChange) => {
    if (!written(goods)) throw new Error(`Stock is short: ${JSON.stringify(goods)}`);
  };
  must(Goods.hold(lines));

  function move(from: Status[], to: Status) {
    if (!from.includes(order.status)) return false;
    for (const status of from) expect(steps[status]).toContain(to);
    order.status = to;
    order.closing = null;
    return true;
  }

  const look = (): Snapshot => ({
    orderId,
    sessionId: "cs_1",
    live: false,
    currency: "usd",
    amount: total,
    state: stripe.state,
    intentId: "pi_1",
    capturable: stripe.state === "authorized" ? total : 0,
    captured: stripe.captured,
    captureBefore: null,
  });

  function apply(snapshot: Snapshot): unknown {
    const decision = decide(order, snapshot, false);
    switch (decision.do) {
      case "nothing":
        return;
      case "authorize":
        if (move(["pending"], "authorized")) must(Goods.allocate(lines));
        return apply(snapshot);
      case "pay":
        if (move(["authorized", "in_review"], "paid")) order.captured = snapshot.captured;
        return;
      case "close": {
        const isPending = decision.from === "pending";
        const from: Status[] = isPending ? ["pending"] : ["authorized", "in_review"];
        if (move(from, isPending ? (order.closing ?? decision.as) : decision.as))
          must(isPending ? Goods.release(lines) : Goods.deallocate(lines));
        return;
      }
      case "revive":
        return revive();
      case "distrust":
        throw new Error(`It distrusts a correct payment: ${decision.what}.`);
    }
  }

  /** Fetches another snapshot before it revives a closed order. */
  function revive() {
    const snapshot = look();
    if (decide(order, snapshot, false).do !== "revive") return;
    if (random() < 0.5 && written(Goods.allocateAvailable(lines))) {
      order.status = "authorized";
      return apply(snapshot);
    }
    if (snapshot.state === "captured") {
      order.captured = snapshot.captured;
      const plan = planCancel(order);
      order.status = "canceled_refunded";
      note(plan, { state: "pending" });
    } else {
      stripe.state = "void";
      order.status = "canceled_refunded";
    }
  }

  /** Writes a refund row with its sums and goods. */
  function note(plan: Plan, more: Partial<RefundRow>) {
    const refundId = `rfd_${ids++}`;
    must(plan.goods);
    Object.assign(order, plan.set);
    order.refunds.push({
      refundId,
      orderId,
      amount: plan.amount,
      lines: plan.lines,
      stage: plan.stage,
      reason: "Test.",
      actor: "staff",
      state: plan.amount === 0 ? "succeeded" : "pending",
      attempt: 1,
      createdAt: "",
      dueAt: "",
      ...more,
    });
    return refundId;
  }

  const leftAtStripe = () =>
    stripe.captured -
    stripe.refunds.filter(({ failed }) => !failed).reduce((sum, { amount }) => sum + amount, 0);

  /** Sends a pending refund to Stripe, which refuses more than it has, and any refund of a disputed payment. */
  function send(row: RefundRow) {
    if (row.state !== "pending" || stripe.refunds.some(({ refundId }) => refundId === row.refundId)) return;
    if (row.amount > leftAtStripe() || stripe.dispute === "open" || stripe.dispute === "lost")
      return fail(row);
    stripe.refunds.push({
      id: `re_${ids++}`,
      amount: row.amount,
      refundId: row.refundId,
      failed: false,
      heard: true,
    });
    if (random() < 0.7) row.state = "succeeded";
  }

  function fail(row: RefundRow) {
    if (row.state === "failed" || row.state === "superseded") return;
    const available = Object.fromEntries([...stock].map(([sku, row]) => [sku, row.available]));
    const { set, goods } = planFailure(order, row, available);
    must(goods);
    Object.assign(order, set);
    row.state = "failed";
  }

  /** Updates refunds and dispute to the state at Stripe. */
  function sync() {
    for (const row of order.refunds) send(row);
    for (const refund of stripe.refunds) {
      const row = order.refunds.find(
        ({ refundId, stripeRefundId }) => refundId === refund.refundId || stripeRefundId === refund.id,
      );
      if (row && refund.failed) fail(row);
      else if (row && row.state === "pending") row.state = "succeeded";
      else if (!row && !refund.failed && order.captured > 0) {
        const set = {
          ...order,
          refunded: order.refunded + refund.amount,
          refundVersion: order.refundVersion + 1,
        };
        const { refunded, refundedLines, goodsSettled, refundVersion } = set;
        const sums = { refunded, refundedLines, goodsSettled, refundVersion };
        note(
          { amount: refund.amount, lines: [], stage: "shipped", set: sums, goods: { changes: [] } },
          { state: "succeeded", stripeRefundId: refund.id, actor: "stripe" },
        );
      }
      refund.heard = true;
    }
    const open = order.disputes[0];
    if (stripe.dispute && !open)
      order.disputes.push({
        orderId,
        disputeId: "dp_1",
        chargeId: "ch_1",
        intentId: "pi_1",
        amount: stripe.withdrawn,
        currency: "USD",
        reason: "fraudulent",
        status: "needs_response",
        state: "open",
        withdrawn: stripe.withdrawn,
        reinstated: 0,
        openedAt: "",
      });
    const row = order.disputes[0];
    if (row && stripe.dispute !== "open")
      Object.assign(row, {
        status: stripe.dispute,
        state: "closed",
        reinstated: stripe.dispute === "won" ? stripe.withdrawn : 0,
      });
    order.alerts =
      stripe.dispute === "open" || stripe.dispute === "lost"
        ? [{ key: `dispute_${stripe.dispute}:dp_1`, code: `dispute_${stripe.dispute}`, amount: total }]
        : [];
  }

  /** Runs work that the shop may refuse with a code. Any other error is a bug. */
  function refused(work: () => unknown) {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Error) || !("code" in error)) throw error;
    }
  }

  function refund(wish: Parameters<typeof planRefund>[2], more: Partial<RefundRow> = {}) {
    const plan = planRefund(order, `rfd_${ids}`, wish, "Test.");
    note(plan, more);
    const row = order.refunds.at(-1);
    if (row && random() < 0.8) send(row);
  }

  function sendGoods(to: "packed" | "shipped") {
    const from = to === "packed" ? "paid" : "packed";
    if (order.status !== from || toShip(order).length === 0 || obstacles(order).length > 0) return;
    if (to === "shipped") must(Goods.ship(orderId, toShip(order)));
    move([from], to);
  }

  function cancel() {
    switch (order.status) {
      case "pending":
        order.closing ??= random() < 0.5 ? "expired" : "canceled";
        if (stripe.state === "open") stripe.state = "expired";
        return apply(look());
      case "authorized":
      case "in_review":
        if (stripe.state === "authorized") stripe.state = "void";
        return apply(look());
      case "paid":
      case "packed": {
        const plan = planCancel(order);
        order.status = "canceled_refunded";
        if (plan.amount > 0) {
          note(plan, { state: "pending" });
          const row = order.refunds.at(-1);
          if (row && random() < 0.8) send(row);
        } else {
          must(plan.goods);
          Object.assign(order, plan.set);
        }
      }
    }
  }

  function receive(row: ReturnRow, restock: boolean) {
    const left = (sku: string) =>
      (lines.find((line) => line.sku === sku)?.quantity ?? 0) - (order.refundedLines[sku] ?? 0);
    const refunding = row.lines
      .map(({ sku, quantity }) => ({ sku, restock, quantity: Math.min(quantity, left(sku)) }))
      .filter(({ quantity }) => quantity > 0);
    if (refunding.length > 0) {
      refund({ lines: refunding, upToRest: true });
      row.refundId = order.refunds.at(-1)?.refundId;
    }
    row.state = "received";
  }

  const failedRefund = () => pick(order.refunds.filter(({ state }) => state === "failed"));
  const left = (failed: RefundRow) =>
    failed.lines
      .map((line) => ({
        ...line,
        quantity: Math.min(
          line.quantity,
          (lines.find(({ sku }) => sku === line.sku)?.quantity ?? 0) - (order.refundedLines[line.sku] ?? 0),
        ),
      }))
      .filter(({ quantity }) => quantity > 0);
  const again = (more: Partial<RefundRow>) => {
    const failed = failedRefund();
    if (!failed) return;
    const amount = Math.min(failed.amount, refundable(order));
    if (amount === 0 && order.disputes.some(({ state }) => state === "open")) return;
    const rest = left(failed);
    // Not `refused`: staff can always end a failed refund, unless a bank has yet to decide.
    if (!isMoot(order, failed, { lines: rest, amount }))
      refund({ lines: rest, amount, upToRest: true }, amount === 0 ? { state: "succeeded" } : more);
    failed.state = "superseded";
  };

  const commands: [name: string, weight: number, run: () => unknown][] = [
    [
      "a card is accepted",
      4,
      () => stripe.state === "open" && Object.assign(stripe, { state: "authorized" }),
    ],
    ["the page expires", 1, () => stripe.state === "open" && Object.assign(stripe, { state: "expired" })],
    [
      "the authorization lapses",
      1,
      () => stripe.state === "authorized" && Object.assign(stripe, { state: "void" }),
    ],
    [
      "the payment is captured in the dashboard",
      1,
      () => {
        if (stripe.state !== "authorized") return;
        stripe.state = "captured";
        stripe.captured = random() < 0.5 ? total : 1 + whole(total - 1);
      },
    ],
    ["a snapshot is applied", 8, () => apply(look())],
    ["a snapshot is taken", 3, () => (stale = look())],
    ["an old snapshot is applied", 3, () => stale && apply({ ...stale, captured: stripe.captured })],
    ["the order is canceled", 2, cancel],
    ["fulfillment requests a review", 2, () => move(["authorized"], "in_review")],
    ["staff approve", 2, () => order.status === "in_review" && Object.assign(order, { approved: true })],
    [
      "fulfillment captures",
      6,
      () => {
        if (order.status !== "authorized" && !(order.status === "in_review" && order.approved)) return;
        if (stripe.state === "authorized") Object.assign(stripe, { state: "captured", captured: total });
        apply(look());
      },
    ],
    ["pack", 4, () => sendGoods("packed")],
    ["ship", 4, () => sendGoods("shipped")],
    ["deliver", 3, () => move(["shipped"], "delivered")],
    ["refund an amount", 3, () => refused(() => refund({ lines: [], amount: 1 + whole(total) }))],
    [
      "refund the rest",
      1,
      () => refused(() => refund({ lines: [], amount: order.captured - order.refunded })),
    ],
    [
      "refund lines",
      5,
      () => {
        const line = pick(lines);
        if (!line) return;
        const some = { sku: line.sku, quantity: 1 + whole(line.quantity), restock: random() < 0.6 };
        refused(() => refund({ lines: [some], upToRest: random() < 0.3 }));
      },
    ],
    [
      "a refund fails later",
      4,
      () => {
        const refund = pick(stripe.refunds.filter(({ failed }) => !failed));
        if (refund) Object.assign(refund, { failed: true, heard: false });
      },
    ],
    ["staff retry a failed refund", 4, () => again({ state: "pending" })],
    ["staff settle a failed refund outside", 2, () => again({ state: "succeeded", method: "outside" })],
    [
      "a refund is made in the dashboard",
      2,
      () => {
        if (
          stripe.state !== "captured" ||
          leftAtStripe() < 1 ||
          stripe.dispute === "open" ||
          stripe.dispute === "lost"
        )
          return;
        const amount = random() < 0.3 ? leftAtStripe() : 1 + whole(leftAtStripe() - 1);
        stripe.refunds.push({ id: `re_${ids++}`, amount, refundId: null, failed: false, heard: false });
      },
    ],
    [
      "a dispute is opened",
      1,
      () =>
        leftAtStripe() > 0 &&
        !stripe.dispute &&
        Object.assign(stripe, { dispute: "open", withdrawn: leftAtStripe() }),
    ],
    [
      "a dispute is closed",
      2,
      () => stripe.dispute === "open" && Object.assign(stripe, { dispute: random() < 0.5 ? "won" : "lost" }),
    ],
    [
      "staff override the obstacles",
      2,
      () => {
        const keys = [...(order.override?.keys ?? []), ...obstacles(order).map(({ key }) => key)];
        order.override = { keys, actor: "staff", cause: "Test.", at: "" };
      },
    ],
    ["the shop syncs with Stripe", 6, sync],
    [
      "the customer requests a return",
      4,
      () => {
        if (order.status !== "shipped" && order.status !== "delivered") return;
        const line = pick(returnable(order).filter(({ left }) => left > 0));
        if (!line) return;
        const row = { sku: line.sku, quantity: 1 + whole(line.left - 1) };
        order.returns.push({
          returnId: `ret_${ids++}`,
          orderId,
          lines: [row],
          reason: "unwanted",
          state: "requested",
          createdAt: "",
        });
      },
    ],
    [
      "staff decide on a return",
      4,
      () => {
        const row = order.returns.find(({ state }) => state === "requested");
        if (row) row.state = random() < 0.8 ? "approved" : "declined";
      },
    ],
    [
      "the goods of a return arrive",
      4,
      () => {
        const row = order.returns.find(({ state }) => state === "approved");
        if (row) receive(row, random() < 0.7);
      },
    ],
    [
      "the goods of a return never arrive",
      1,
      () => {
        const row = order.returns.find(({ state }) => state === "approved");
        if (row) row.state = "declined";
      },
    ],
    ["someone else buys a mug", 1, () => elsewhere(-1)],
    ["mugs are delivered", 1, () => elsewhere(1)],
  ];
  let bought = 0;

  /** Buys or returns a mug in another order: restocked goods may be sold again when a refund fails. */
  function elsewhere(by: 1 | -1) {
    const row = stock.get("MUG");
    if (!row || (by < 0 && row.available < 1) || (by > 0 && bought < 1)) return;
    row.available += by;
    row.onHand += by;
    bought -= by;
  }

  const bag = commands.flatMap((command) => Array.from({ length: command[1] }, () => command));

  function verify(path: string[]) {
    const says = (what: string) =>
      new Error(`${what}: ${path.join(", ")} → ${JSON.stringify({ order, stripe, stock: [...stock] })}`);
    const situation = situationOf(order);
    const outlook = outlookOf(situation);
    const alive = order.refunds.filter(({ state }) => state === "pending" || state === "succeeded");
    const sum = (rows: { amount: number }[]) => rows.reduce((all, { amount }) => all + amount, 0);
    for (const { sku, quantity } of lines) {
      const row = stock.get(sku);
      if (!row) throw says("no stock");
      if (Math.min(row.available, row.held, row.allocated) < 0) throw says(`${sku} below zero`);
      if (row.available + row.held + row.allocated !== row.onHand) throw says(`${sku} does not add up`);
      if (row.onHand + (sku === "MUG" ? bought : 0) > received) throw says(`${sku} was created`);
      if (row.held !== (order.status === "pending" ? quantity : 0)) throw says(`${sku} held`);
      const due = toShip(order).find((line) => line.sku === sku)?.quantity ?? 0;
      if (row.allocated !== (isUnshipped(order) ? due : 0)) throw says(`${sku} allocated`);
      const refundedUnits = order.refundedLines[sku] ?? 0;
      if (refundedUnits < 0 || refundedUnits > quantity) throw says(`${sku} refunded units`);
    }
    if (sum(alive) !== order.refunded) throw says("sums of refunds");
    if (order.refunded < 0) throw says("less than nothing refunded");
    if (order.captured > stripe.captured) throw says("more captured here than at Stripe");
    const acts = outlook.staffMay.length + outlook.customerMay.length;
    if (!isSettled(situation) && acts === 0 && !outlook.goesOn) throw says("no next action");
    if (outlook.says === "canceled_refunded" && sum(alive) < order.captured && situation.refund === "full")
      throw says("promises money that did not move");
    if (
      (outlook.says === "canceled" || outlook.says === "expired") &&
      order.captured > 0 &&
      situation.refund !== "none"
    )
      throw says("says that nothing was charged");
  }

  /** Checks that shop and Stripe agree once the shop has synced with Stripe. */
  function verifyHeard(path: string[]) {
    for (let i = 0; i < 3; i++) {
      apply(look());
      sync();
    }
    verify(path);
    const outside = order.refunds
      .filter(({ state, method }) => state === "succeeded" && method === "outside")
      .reduce((all, { amount }) => all + amount, 0);
    const kept = stripe.captured - leftAtStripe();
    const over = order.status === "canceled_refunded" && order.captured === 0;
    if (stripe.state === "captured" && !over && order.refunded - outside !== kept)
      throw new Error(`shop and Stripe differ: ${path.join(", ")} → ${JSON.stringify({ order, stripe })}`);
    if (["expired", "canceled"].includes(order.status) && stripe.state === "captured" && leftAtStripe() > 0)
      throw new Error(`money without an order: ${path.join(", ")} → ${JSON.stringify({ order, stripe })}`);
  }

  return {
    step(path: string[]) {
      const command = pick(bag);
      path.push(command?.[0] ?? "");
      command?.[2]();
      verify(path);
    },
    end: verifyHeard,
    reached: () => situationOf(order),
  };
}
