import fc from "fast-check";
import { expect, test } from "vitest";
import { type Status, statuses, steps } from "../order/status";
import { decide, type PaymentState, type Snapshot } from "./snapshot";

const totals = { currency: "USD", total: 1_000 } as const;
const orderId = "ord_00000000000000000000000001";
const known = (status: Status) => ({ orderId, status, totals, sessionId: "cs_1" });
const snapshot = (state: PaymentState, more: Partial<Snapshot> = {}): Snapshot => ({
  orderId,
  sessionId: "cs_1",
  live: false,
  currency: "usd",
  amount: 1_000,
  state,
  intentId: "pi_1",
  capturable: state === "authorized" ? 1_000 : 0,
  captured: state === "captured" ? 1_000 : 0,
  captureBefore: null,
  ...more,
});

const states: PaymentState[] = ["open", "processing", "authorized", "captured", "void", "expired"];

test.each([
  ["another order", { orderId: "ord_other" }],
  ["another session", { sessionId: "cs_2" }],
  ["the other mode", { live: true }],
  ["another currency", { currency: "eur" }],
  ["another amount", { amount: 999 }],
  ["less reserved than owed", { capturable: 999 }],
])("a snapshot of %s is refused", (_name, more) => {
  expect(decide(known("pending"), snapshot("authorized", more), false)).toMatchObject({ do: "distrust" });
});

test("a partial capture pays an order, whether it waits for review or not", () => {
  for (const status of ["authorized", "in_review"] as const)
    expect(decide(known(status), snapshot("captured", { captured: 500 }), false)).toEqual({ do: "pay" });
});

test("a mismatch needs staff only while Stripe holds money for it", () => {
  const other = { amount: 999 };
  for (const state of ["authorized", "captured"] as const)
    expect(decide(known("pending"), snapshot(state, other), false)).toMatchObject({ holdsMoney: true });
  expect(decide(known("pending"), snapshot("open", other), false)).toMatchObject({ holdsMoney: false });
  expect(decide(known("authorized"), snapshot("void", other), false)).toMatchObject({ do: "close" });
});

test("an order takes only legal steps for any snapshot", () => {
  let moves = 0;
  const goesTo = { authorize: "authorized", pay: "paid", revive: "authorized" } as const;
  fc.assert(
    fc.property(fc.constantFrom(...statuses), fc.constantFrom(...states), (status, state) => {
      const decision = decide(known(status), snapshot(state), false);
      if (decision.do === "nothing" || decision.do === "distrust") return;
      const to = decision.do === "close" ? decision.as : goesTo[decision.do];
      expect(steps[status]).toContain(to);
      moves++;
    }),
  );
  expect(moves).toBeGreaterThan(0);
});

test("a snapshot without news changes nothing: a paid order stays paid", () => {
  for (const status of ["paid", "packed", "shipped", "delivered", "canceled_refunded"] as const) {
    for (const state of states)
      expect(decide(known(status), snapshot(state), false)).toEqual({ do: "nothing" });
  }
});

test("an order that was never paid is not closed by an open page", () => {
  expect(decide(known("pending"), snapshot("open"), false)).toEqual({ do: "nothing" });
  expect(decide(known("pending"), snapshot("processing"), false)).toEqual({ do: "nothing" });
  expect(decide(known("pending"), snapshot("expired"), false)).toMatchObject({ do: "close", as: "expired" });
});
