import { expect, test } from "vitest";
import { type Alert, type Obstructed, obstacles, refuseObstacles, standing } from "./obstacles";

const order = (more: Partial<Obstructed> = {}): Obstructed => ({
  captured: 3990,
  refunded: 0,
  totals: { total: 3990 },
  currency: "USD",
  alerts: [],
  override: null,
  ...more,
});

const dispute: Alert = { key: "dispute_open:dp_1", code: "dispute_open", amount: 3990, reason: "fraudulent" };
const decision = (...keys: string[]) => ({ keys, actor: "staff:ada@example.com", cause: "Fine.", at: "" });

test("an ordinary order has no obstacle: paid, free or not paid yet", () => {
  expect(obstacles(order())).toEqual([]);
  expect(obstacles(order({ captured: 0 }))).toEqual([]);
  expect(obstacles(order({ captured: 0, totals: { total: 0 } }))).toEqual([]);
  expect(obstacles(order({ refunded: 100 }))).toEqual([]);
});

test.each([
  ["a dispute", { alerts: [dispute] }, "dispute_open"],
  [
    "a lost dispute",
    { alerts: [{ key: "dispute_lost:dp_1", code: "dispute_lost" as const }] },
    "dispute_lost",
  ],
  [
    "a fraud warning",
    { alerts: [{ key: "fraud_warning:i", code: "fraud_warning" as const }] },
    "fraud_warning",
  ],
  [
    "a mismatch",
    { alerts: [{ key: "payment_mismatch:a", code: "payment_mismatch" as const }] },
    "payment_mismatch",
  ],
  ["a partial capture", { captured: 1000 }, "partly_captured"],
  ["a capture of more than the total", { captured: 4990 }, "over_captured"],
  ["a full refund", { refunded: 3990 }, "fully_refunded"],
])("%s is an obstacle", (_name, more, code) => {
  expect(obstacles(order(more))).toMatchObject([{ code }]);
  expect(() => refuseObstacles(order(more))).toThrow();
});

test("a decision of staff overrides the obstacles that they saw and no others", () => {
  const later: Alert = { key: "fraud_warning:issfr_1", code: "fraud_warning", reason: "misc" };
  const decided = order({ alerts: [dispute], override: decision("dispute_open:dp_1") });
  expect(obstacles(decided)).toEqual([]);
  expect(standing(decided)).toMatchObject([{ code: "dispute_open" }]);
  expect(obstacles({ ...decided, alerts: [dispute, later] })).toMatchObject([{ code: "fraud_warning" }]);
});

test("another captured amount needs another decision", () => {
  const decided = order({ captured: 1000, override: decision("partly_captured:1000") });
  expect(obstacles(decided)).toEqual([]);
  expect(obstacles({ ...decided, captured: 2000 })).toMatchObject([{ code: "partly_captured" }]);
});

test("a full refund needs a decision of its own, also after a partial capture", () => {
  const partly = order({ captured: 1000, override: decision("partly_captured:1000") });
  const refunded = { ...partly, refunded: 1000 };
  expect(obstacles(partly)).toEqual([]);
  expect(obstacles(refunded)).toMatchObject([{ code: "fully_refunded" }]);
  const override = decision("partly_captured:1000", "fully_refunded:1000");
  expect(obstacles({ ...refunded, override })).toEqual([]);
});

test("the messages name amount and reason", () => {
  expect(obstacles(order({ captured: 1000, alerts: [dispute] })).map(({ message }) => message)).toEqual([
    "The cardholder disputes $39.90 with their bank: fraudulent.",
    "Only $10.00 of $39.90 was captured at Stripe. The rest can no longer be charged.",
  ]);
});
