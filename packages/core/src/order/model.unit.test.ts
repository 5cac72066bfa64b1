import { expect, test } from "vitest";
import type { Money } from "../money";
import type { Snapshot } from "../payment/snapshot";
import { decide } from "../payment/snapshot";
import { refundable, worthOf } from "../refund/amount";
import { type Status, statuses, steps, unshippedEnds } from "./status";

/**
 * An order and its payment in memory: the shop's own decisions against a reference that knows only where the money is.
 * Anything may happen in any order, and every look at Stripe may come late, twice or never.
 */
const stepsInAll = 150_000;
const seed = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** From 0 to 1, the same for the same seed (mulberry32). */
function dice(start: number) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const lines = [
  { sku: "MUG", name: "Mug", quantity: 3, total: 6999 },
  { sku: "LAMP", name: "Lamp", quantity: 1, total: 8901 },
  { sku: "PEN", name: "Pen", quantity: 7, total: 1 },
];
const total = 6999 + 8901 + 1 + 1490;

const untouched = {
  status: "pending" as Status,
  closing: null as "expired" | "canceled" | null,
  captured: 0,
  refunded: 0,
  refundedLines: {} as Record<string, number>,
  approved: false,
  /** What the shop counts: the one use of a coupon, and the goods that are back on the shelf. */
  coupon: 1,
  stock: 0,
};
const isOver = (status: Status) => unshippedEnds.includes(status);

/** Where the money really is. */
const atStripe = { state: "open" as Snapshot["state"], back: 0 };

function shop(random: () => number) {
  const order = { ...untouched, refundedLines: {} as Record<string, number> };
  const stripe = { ...atStripe };
  const orderId = "ord_1";
  const view = { lines, totals: { total, currency: "USD", lines }, currency: "USD" as Money.Currency };
  const priced = () => ({ ...order, ...view }) as unknown as Parameters<typeof worthOf>[0];
  const whole = (most: number) => Math.floor(random() * (most + 1));
  let before: Snapshot | undefined;

  /** The one door, as the shop's: a step from elsewhere is refused. */
  function move(from: Status[], to: Status) {
    if (!from.includes(order.status)) return false;
    for (const status of from) expect(steps[status]).toContain(to);
    const unpaid = (status: Status) => status === "expired" || status === "canceled";
    if (isOver(to) && !isOver(order.status)) order.coupon--;
    if (!isOver(to) && isOver(order.status)) order.coupon++;
    if (unpaid(to) || (to === "canceled_refunded" && !unpaid(order.status))) order.stock++;
    if (unpaid(order.status) && to === "authorized") order.stock--;
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
    captured: stripe.state === "captured" ? total : 0,
    captureBefore: null,
  });

  function apply(snapshot: Snapshot) {
    const known = { orderId, status: order.status, totals: view.totals, sessionId: "cs_1" };
    const decision = decide(known as unknown as Parameters<typeof decide>[0], snapshot, false);
    switch (decision.do) {
      case "authorize":
        return move(["pending"], "authorized");
      case "pay":
        if (move(["authorized", "in_review"], "paid")) order.captured = snapshot.captured;
        return;
      case "close":
        return move(
          decision.from === "pending" ? ["pending"] : ["authorized", "in_review"],
          decision.from === "pending" ? (order.closing ?? decision.as) : decision.as,
        );
      case "revive": {
        if (random() < 0.5) return move([order.status], "authorized");
        if (stripe.state === "captured") stripe.back = total;
        else stripe.state = "void";
        return move([order.status], "canceled_refunded");
      }
      case "distrust":
        throw new Error(`It distrusts what is right: ${decision.what}.`);
    }
  }

  function refund(amount: number, taken: { sku: string; quantity: number; restock: boolean }[]) {
    if (order.captured === 0 || amount < 1 || amount > refundable(order)) return false;
    order.refunded += amount;
    for (const { sku, quantity } of taken)
      order.refundedLines[sku] = (order.refundedLines[sku] ?? 0) + quantity;
    if (random() < 0.9) stripe.back += amount;
    else {
      // The bank refuses it: the money stays, and can go back by another.
      order.refunded -= amount;
      for (const { sku, quantity } of taken)
        order.refundedLines[sku] = (order.refundedLines[sku] ?? 0) - quantity;
    }
    return true;
  }

  const commands: [name: string, weight: number, run: () => unknown][] = [
    [
      "a card is accepted",
      3,
      () => stripe.state === "open" && Object.assign(stripe, { state: "authorized" }),
    ],
    ["the page expires", 1, () => stripe.state === "open" && Object.assign(stripe, { state: "expired" })],
    ["the bank lets go", 1, () => stripe.state === "authorized" && Object.assign(stripe, { state: "void" })],
    [
      "somebody captures by hand",
      1,
      () => stripe.state === "authorized" && Object.assign(stripe, { state: "captured" }),
    ],
    ["somebody looks", 8, () => apply(look())],
    ["somebody looks, and acts later", 3, () => (before = look())],
    [
      "somebody acts at last",
      3,
      () => {
        // What is not yet so is never believed: only what Stripe said once and still says, or said before.
        if (before && (before.state === stripe.state || before.state === "open")) apply(before);
      },
    ],
    [
      "the shopper gives up",
      1,
      () => {
        if (order.status !== "pending") return;
        order.closing ??= random() < 0.5 ? "expired" : "canceled";
        if (stripe.state === "open") stripe.state = "expired";
        apply(look());
      },
    ],
    ["it is put before a person", 2, () => move(["authorized"], "in_review")],
    ["a person approves", 2, () => order.status === "in_review" && Object.assign(order, { approved: true })],
    [
      "capture",
      4,
      () => {
        const ready = order.status === "authorized" || (order.status === "in_review" && order.approved);
        if (ready && stripe.state === "authorized") stripe.state = "captured";
        if (ready) apply(look());
      },
    ],
    [
      "release",
      1,
      () => {
        if (order.status !== "authorized" && order.status !== "in_review") return;
        if (stripe.state === "authorized") stripe.state = "void";
        apply(look());
      },
    ],
    ["pack", 3, () => move(["paid"], "packed")],
    ["ship", 3, () => move(["packed"], "shipped")],
    ["deliver", 3, () => move(["shipped"], "delivered")],
    ["refund an amount", 3, () => refund(whole(total), [])],
    [
      "refund lines",
      4,
      () => {
        const line = lines[whole(lines.length - 1)];
        if (!line) return;
        const taken = [{ sku: line.sku, quantity: 1 + whole(line.quantity), restock: false }];
        const left = line.quantity - (order.refundedLines[line.sku] ?? 0);
        if ((taken[0]?.quantity ?? 0) > left) expect(() => worthOf(priced(), taken)).toThrow();
        else refund(worthOf(priced(), taken), taken);
      },
    ],
    [
      "cancel for money back",
      1,
      () => {
        if (order.status !== "paid" && order.status !== "packed") return;
        const rest = refundable(order);
        if (rest < 1) return;
        order.refunded += rest;
        stripe.back += rest;
        move([order.status], "canceled_refunded");
      },
    ],
  ];
  const bag = commands.flatMap((command) => Array.from({ length: command[1] }, () => command));

  function verify(path: string[]) {
    const { status, captured, refunded, refundedLines, coupon, stock } = order;
    const says = () => `seed ${seed}: ${path.join(", ")} → ${JSON.stringify({ order, stripe })}`;
    const isPaid = ["paid", "packed", "shipped", "delivered"].includes(status);
    const unpaid = status === "expired" || status === "canceled";
    const sound =
      refunded <= captured &&
      stripe.back <= total &&
      (isPaid || captured > 0 ? stripe.state === "captured" : true) &&
      (isPaid ? captured === total && captured - refunded === total - stripe.back : true) &&
      (status === "canceled_refunded" ? stripe.state !== "captured" || stripe.back === total : true) &&
      (unpaid ? captured === 0 : true) &&
      coupon === (isOver(status) ? 0 : 1) &&
      stock === (unpaid || status === "canceled_refunded" ? 1 : 0) &&
      lines.every(
        ({ sku, quantity }) => (refundedLines[sku] ?? 0) <= quantity && (refundedLines[sku] ?? 0) >= 0,
      );
    if (!sound) throw new Error(says());
  }

  return {
    step(path: string[]) {
      const command = bag[whole(bag.length - 1)];
      path.push(command?.[0] ?? "");
      command?.[2]();
      verify(path);
    },
    status: () => order.status,
  };
}

test(`${stepsInAll} random steps never part shop and money (seed ${seed})`, () => {
  const random = dice(seed);
  const reached = new Set<Status>();
  for (let done = 0; done < stepsInAll; ) {
    const order = shop(random);
    const path: string[] = [];
    for (let i = 0; i < 60; i++, done++) {
      order.step(path);
      reached.add(order.status());
    }
  }
  expect([...reached].sort()).toEqual([...statuses].sort());
});

test("every unit of a line refunded by itself gives the line back to the cent, in any order", () => {
  const random = dice(seed);
  for (let round = 0; round < 2_000; round++) {
    const order = { lines, totals: { lines }, refundedLines: {} as Record<string, number> };
    const units = lines.flatMap(({ sku, quantity }) => Array.from({ length: quantity }, () => sku));
    let back = 0;
    for (const { sku } of units.map((sku) => ({ sku, rank: random() })).sort((a, b) => a.rank - b.rank)) {
      const priced = order as unknown as Parameters<typeof worthOf>[0];
      back += worthOf(priced, [{ sku, quantity: 1, restock: true }]);
      order.refundedLines[sku] = (order.refundedLines[sku] ?? 0) + 1;
    }
    expect(back).toBe(lines.reduce((sum, { total }) => sum + total, 0));
  }
});
