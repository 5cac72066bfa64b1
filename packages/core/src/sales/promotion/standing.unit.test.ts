import { expect, test } from "vitest";
import { describeBenefit, describeConditions } from "./describe";
import { standingOf } from "./standing";
import { SharedTerms } from "./terms";

const now = "2026-05-10T12:00:00.000Z";
const past = "2026-05-10T11:59:59.999Z";
const future = "2026-05-10T12:00:00.001Z";
const active = { status: "active" as const, used: 0 };

test.each([
  [{ ...active }, "active"],
  [{ ...active, startsAt: now, endsAt: future }, "active"],
  [{ ...active, startsAt: future }, "scheduled"],
  [{ ...active, endsAt: now }, "ended"],
  [{ ...active, limit: 2, used: 2, endsAt: past }, "ended"],
  [{ ...active, limit: 2, used: 2 }, "used_up"],
  [{ ...active, limit: 2, used: 1 }, "active"],
  [{ ...active, status: "paused" as const, endsAt: past }, "paused"],
  [{ ...active, status: "archived" as const }, "archived"],
])("the discount %j is %s", (terms, standing) => {
  expect(standingOf(terms, now)).toBe(standing);
});

const terms = (more: object) =>
  SharedTerms.parse({ label: "Spring", benefit: { kind: "percent", percent: 10 }, ...more });

test.each([
  [{ kind: "percent", percent: 10 }, "10% off"],
  [{ kind: "amount", amounts: { USD: 500, EUR: 450 } }, "$5.00 or €4.50 off"],
  [{ kind: "amount", amounts: { EUR: 450 } }, "€4.50 off"],
  [{ kind: "shipping" }, "Free delivery"],
  [{ kind: "bundle", buy: 2, get: 1, percent: 100 }, "Buy 2, get 1 free"],
  [{ kind: "bundle", buy: 3, get: 2, percent: 50 }, "Buy 3, get 2 at 50% off"],
])("the benefit %j is described as %s", (benefit, words) => {
  expect(describeBenefit(terms({ benefit }))).toBe(words);
});

test("the conditions are named in a fixed order, and none for a discount without any", () => {
  expect(describeConditions(terms({}))).toEqual([]);
  expect(
    describeConditions(
      terms({ minimum: { USD: 5_000 }, perCustomer: 1, products: ["mug"], categories: ["lamps", "desk"] }),
    ),
  ).toEqual(["from $50.00", "on 1 product and 2 categories", "once per customer"]);
});
