import { expect, test } from "vitest";
import { dice, lines, world } from "#test/order-model";
import { worthOf } from "../refund/amount";
import { isSettled, outlookOf, type Situation } from "./situation";
import { type Status, statuses } from "./status";

const stepsInAll = 150_000;
const seed = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));

test(`${stepsInAll} random steps leave no order stuck, no stock wrong and no promise unkept (seed ${seed})`, () => {
  const random = dice(seed);
  const statusesSeen = new Set<Status>();
  const refundsSeen = new Set<Situation["refund"]>();
  const returnsSeen = new Set<Situation["returns"]>();
  const disputesSeen = new Set<Situation["dispute"]>();
  for (let done = 0; done < stepsInAll; ) {
    const shop = world(random);
    const path: string[] = [];
    for (let i = 0; i < 60; i++, done++) {
      shop.step(path);
      const { status, refund, returns, dispute } = shop.reached();
      statusesSeen.add(status);
      refundsSeen.add(refund);
      returnsSeen.add(returns);
      disputesSeen.add(dispute);
    }
    shop.end(path);
  }
  expect([...statusesSeen].sort()).toEqual([...statuses].sort());
  expect([...refundsSeen].sort()).toEqual(["failed", "full", "none", "partial", "pending"]);
  expect([...returnsSeen].sort()).toEqual(["approved", "none", "requested"]);
  expect([...disputesSeen].sort()).toEqual(["lost", "none", "open"]);
});

test("every situation is settled, continues automatically, or has a next action", () => {
  let seen = 0;
  for (const status of statuses)
    for (const refund of ["none", "partial", "full", "pending", "failed"] as const)
      for (const returns of ["none", "requested", "approved"] as const)
        for (const dispute of ["none", "open", "lost"] as const)
          for (const isBlocked of [false, true])
            for (const hasGoods of [false, true]) {
              const situation = { status, refund, returns, dispute, isBlocked, hasGoods };
              const { staffMay, customerMay, goesOn, label } = outlookOf(situation);
              const hasNext = staffMay.length + customerMay.length > 0 || goesOn || isSettled(situation);
              expect({ situation, hasNext }).toEqual({ situation, hasNext: true });
              expect(label).not.toBe(status);
              seen++;
            }
  expect(seen).toBe(1800);
});

test("refunds of the single units of a line, in any order, add up to the line to the cent", () => {
  const random = dice(seed);
  for (let round = 0; round < 2_000; round++) {
    const refundedLines: Record<string, number> = {};
    const order = { orderId: "ord_1", lines, totals: { lines }, refunds: [], refundedLines };
    const units = lines.flatMap(({ sku, quantity }) => Array.from({ length: quantity }, () => sku));
    let back = 0;
    for (const { sku } of units.map((sku) => ({ sku, rank: random() })).sort((a, b) => a.rank - b.rank)) {
      back += worthOf(order, [{ sku, quantity: 1, restock: true }]);
      refundedLines[sku] = (refundedLines[sku] ?? 0) + 1;
    }
    expect(back).toBe(lines.reduce((sum, { total }) => sum + total, 0));
  }
});
