import fc from "fast-check";
import { expect, test } from "vitest";
import { rules, type Signals, weigh } from "./rules";

const calm: Signals = {
  total: 5_000,
  currency: "USD",
  deliveryCountry: "US",
  cardCountry: "US",
  securityCode: "pass",
  provider: "normal",
  ordersWithCard: 1,
  ordersWithEmail: 1,
  ordersFromOrigin: 1,
  declines: 0,
};

test("an ordinary order is approved without a reason against it", () => {
  expect(weigh(calm)).toEqual({ result: "approve", score: 0, reasons: [] });
});

test.each([
  ["Stripe's highest risk blocks", { provider: "highest" as const }, "block"],
  ["Stripe's elevated risk is reviewed", { provider: "elevated" as const }, "review"],
  ["a very large order is reviewed", { total: 400_000 }, "review"],
  ["a large order alone is not", { total: 150_000 }, "approve"],
  ["a card from elsewhere alone is not", { cardCountry: "FR" }, "approve"],
  [
    "a large order with a wrong security code is reviewed",
    { total: 150_000, securityCode: "fail" as const },
    "review",
  ],
  [
    "many orders from one card, address and origin alone are not",
    { ordersWithCard: 99, ordersWithEmail: 99, ordersFromOrigin: 99 },
    "approve",
  ],
  ["the same after three declined cards are", { ordersWithCard: 99, declines: 3 }, "review"],
  ["three declines and a wrong code are reviewed", { declines: 3, securityCode: "fail" as const }, "review"],
])("%s", (_name, more, result) => {
  expect(weigh({ ...calm, ...more }).result).toBe(result);
});

test("more risks never improve the result", () => {
  const signals = fc.record({
    total: fc.nat(500_000),
    cardCountry: fc.constantFrom("US", "FR", null),
    securityCode: fc.constantFrom("pass" as const, "fail" as const, "unknown" as const),
    provider: fc.constantFrom("normal" as const, "elevated" as const, "unknown" as const),
    ordersWithCard: fc.nat(10),
    ordersWithEmail: fc.nat(10),
    ordersFromOrigin: fc.nat(20),
    declines: fc.nat(10),
  });
  fc.assert(
    fc.property(signals, (some) => {
      const before = weigh({ ...calm, ...some });
      const after = weigh({ ...calm, ...some, provider: "highest", declines: some.declines + 3 });
      expect(after.score).toBeGreaterThanOrEqual(before.score);
      expect(before.reasons).toHaveLength(rules.filter(({ holds }) => holds({ ...calm, ...some })).length);
    }),
  );
});
