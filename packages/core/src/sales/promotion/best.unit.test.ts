import { expect, test } from "vitest";
import type { Discount } from "../pricing";
import { best } from "./best";
import type { Basket } from "./fit";
import { Terms } from "./terms";

const now = "2026-05-10T12:00:00.000Z";
const basket: Basket = {
  currency: "USD",
  groups: [],
  lines: [{ sku: "MUG", slug: "mug", category: "mugs", collections: [], unitPrice: 1_000, quantity: 10 }],
};
const usage = { used: 0, usedByCustomer: 0 };

/** Prices percentages of 10,000, one after the other. */
const total = (discounts: Discount[]) =>
  discounts.reduce(
    (sum, discount) => (discount.kind === "percent" ? (sum * (100 - discount.percent)) / 100 : sum),
    10_000,
  );

let made = 0;
const automatic = (percent: number, more: Partial<Terms> = {}) => ({
  terms: Terms.parse({
    code: `aut_${`${++made}`.padStart(26, "0")}`,
    label: `Automatic ${percent}`,
    benefit: { kind: "percent", percent },
    ...more,
  }),
  version: 1,
  usage,
});
const code = (percent: number) => ({
  terms: Terms.parse({ code: "CODE", label: "Code", benefit: { kind: "percent", percent } }),
  usage,
});

const chosen = (offer: Parameters<typeof best>[0], groups: string[] = []) => {
  const { automatic, code, discounts } = best(offer, { ...basket, groups }, now, total);
  return {
    automatic: automatic?.terms.label,
    code: code && (code.fits ? "applied" : code.code),
    pays: total(discounts),
  };
};

test("of several automatic discounts the one that saves the most applies, never two", () => {
  const automatics = [automatic(10), automatic(30), automatic(20)];
  expect(chosen({ automatics, code: null })).toEqual({ automatic: "Automatic 30", code: null, pays: 7_000 });
});

test("a code applies together with an automatic discount that combines, which is taken off first", () => {
  const offer = { automatics: [automatic(10, { combines: true })], code: code(50) };
  expect(chosen(offer)).toEqual({ automatic: "Automatic 10", code: "applied", pays: 4_500 });
  expect(best(offer, basket, now, total).discounts.map(({ code }) => code.slice(0, 4))).toEqual([
    "aut_",
    "CODE",
  ]);
});

test("of a code and an automatic discount that does not combine, the one that saves more applies", () => {
  expect(chosen({ automatics: [automatic(10)], code: code(20) })).toEqual({
    automatic: undefined,
    code: "applied",
    pays: 8_000,
  });
  expect(chosen({ automatics: [automatic(30)], code: code(20) })).toEqual({
    automatic: "Automatic 30",
    code: "promotion.saves_less",
    pays: 7_000,
  });
});

test("a smaller automatic discount that combines with the code wins over a larger one that does not", () => {
  const automatics = [automatic(30), automatic(20, { combines: true })];
  expect(chosen({ automatics, code: code(20) })).toMatchObject({
    automatic: "Automatic 20",
    code: "applied",
    pays: 6_400,
  });
});

test("a discount that saves nothing does not apply, and a code that fits does", () => {
  const free = automatic(1, { benefit: { kind: "shipping" } });
  expect(chosen({ automatics: [free], code: null })).toMatchObject({ automatic: undefined, pays: 10_000 });
  const shipping = {
    terms: Terms.parse({ code: "SHIP", label: "Ship", benefit: { kind: "shipping" } }),
    usage,
  };
  expect(chosen({ automatics: [], code: shipping })).toMatchObject({ code: "applied" });
});

test("a discount for a customer group is only for those in it", () => {
  const group = `grp_${"1".repeat(26)}`;
  const automatics = [automatic(30, { groups: [group] })];
  expect(chosen({ automatics, code: null }).automatic).toBeUndefined();
  expect(chosen({ automatics, code: null }, [group]).automatic).toBe("Automatic 30");
});

test("a discount that is paused, over or used up does not apply", () => {
  const usedUp = { ...automatic(30, { limit: 2 }), usage: { used: 2, usedByCustomer: 0 } };
  const automatics = [automatic(30, { status: "paused" }), automatic(30, { endsAt: now }), usedUp];
  expect(chosen({ automatics, code: null })).toMatchObject({ automatic: undefined, pays: 10_000 });
});

test("a code that does not exist is refused and leaves the automatic discount", () => {
  expect(chosen({ automatics: [automatic(10)], code: { terms: null, usage } })).toMatchObject({
    automatic: "Automatic 10",
    code: "promotion.unknown",
  });
});
