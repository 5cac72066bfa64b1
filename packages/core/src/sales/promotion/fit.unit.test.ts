import { expect, test } from "vitest";
import { type Basket, fit as evaluate, type Usage } from "./fit";
import { type Coupon, Terms } from "./terms";

const now = "2026-05-10T12:00:00.000Z";
const unused: Usage = { used: 0, usedByCustomer: 0 };
const gifts = `col_${"1".repeat(26)}`;
const mug = { sku: "MUG", slug: "mug", category: "mugs", collections: [], unitPrice: 2_000, quantity: 2 };
const pen = { sku: "PEN", slug: "pen", category: "desk", collections: [gifts], unitPrice: 500, quantity: 1 };
const cart: Basket = { currency: "USD", groups: [], lines: [mug, pen] };

const percent = { kind: "percent" as const, percent: 10 };
const coupon = (more: Partial<Terms> = {}): Coupon => ({
  ...Terms.parse({ code: "spring-10", label: "Spring", benefit: percent, ...more }),
  version: 1,
  used: 0,
  createdAt: now,
  updatedAt: now,
});
const codeOf = (terms: Partial<Terms>, basket = cart, usage = unused) => {
  const found = evaluate(coupon(terms), basket, usage, now);
  return found.fits ? "fits" : found.code;
};

test("a code without conditions fits and has a discount", () => {
  expect(evaluate(coupon(), cart, unused, now)).toEqual({
    fits: true,
    discount: { code: "SPRING10", label: "Spring", kind: "percent", percent: 10 },
  });
});

test.each<[string, Partial<Terms>, string]>([
  ["paused", { status: "paused" }, "promotion.paused"],
  ["before its time", { startsAt: "2026-05-10T12:00:00.001Z" }, "promotion.not_yet"],
  ["at its first moment", { startsAt: now }, "fits"],
  ["at its end", { endsAt: now }, "promotion.expired"],
  ["just before its end", { endsAt: "2026-05-10T12:00:00.001Z" }, "fits"],
  ["an end written in another precision", { endsAt: "2026-05-10T12:00:00Z" }, "promotion.expired"],
  ["below its minimum", { minimum: { USD: 4_501 } }, "promotion.below_minimum"],
  ["at its minimum", { minimum: { USD: 4_500 } }, "fits"],
  ["with a minimum in another currency", { minimum: { EUR: 1 } }, "promotion.wrong_currency"],
  [
    "off in another currency",
    { benefit: { kind: "amount", amounts: { EUR: 500 } } },
    "promotion.wrong_currency",
  ],
  ["for other items", { categories: ["lamps"], products: ["desk-lamp"] }, "promotion.wrong_items"],
  ["for a category of the cart", { categories: ["mugs"] }, "fits"],
  ["for a product of the cart", { products: ["pen"] }, "fits"],
  ["for a collection of the cart", { collections: [gifts] }, "fits"],
  ["for another collection", { collections: [`col_${"2".repeat(26)}`] }, "promotion.wrong_items"],
  [
    "a minimum of the items of its collection",
    { collections: [gifts], minimum: { USD: 501 } },
    "promotion.below_minimum",
  ],
  [
    "a bundle of two of a collection with one item",
    { collections: [gifts], benefit: { kind: "bundle", buy: 1, get: 1, percent: 100 } },
    "promotion.too_few_items",
  ],
  ["a minimum of its own items", { products: ["pen"], minimum: { USD: 501 } }, "promotion.below_minimum"],
  ["a bundle of three", { benefit: { kind: "bundle", buy: 2, get: 1, percent: 100 } }, "fits"],
  [
    "a bundle of four",
    { benefit: { kind: "bundle", buy: 3, get: 1, percent: 100 } },
    "promotion.too_few_items",
  ],
])("a code that is %s", (_what, terms, code) => {
  expect(codeOf(terms)).toBe(code);
});

test("a code that is used up, or used before by this customer", () => {
  expect(codeOf({ limit: 10 }, cart, { used: 9, usedByCustomer: 0 })).toBe("fits");
  expect(codeOf({ limit: 10 }, cart, { used: 10, usedByCustomer: 0 })).toBe("promotion.exhausted");
  expect(codeOf({ perCustomer: 1 }, cart, { used: 5, usedByCustomer: 0 })).toBe("fits");
  expect(codeOf({ perCustomer: 1 }, cart, { used: 5, usedByCustomer: 1 })).toBe("promotion.used_before");
});

test("the messages say what to do", () => {
  const said = (terms: Partial<Terms>) => {
    const found = evaluate(coupon(terms), cart, unused, now);
    return found.fits ? "" : found.message;
  };
  expect(said({ minimum: { USD: 5_000 } })).toBe("Add $5.00 more to use this code.");
  expect(said({ products: ["pen"], minimum: { USD: 1_000 } })).toBe(
    "Add $5.00 more of the items it is for to use this code.",
  );
  expect(said({ benefit: { kind: "bundle", buy: 3, get: 1, percent: 50 } })).toBe(
    "Add 1 more item to use this code.",
  );
});

test.each<[string, object]>([
  ["a code with a look-alike letter", { code: "SPR\u0406NG" }],
  ["more than all of a price", { benefit: { kind: "percent", percent: 101 } }],
  ["a part of a percent", { benefit: { kind: "percent", percent: 2.5 } }],
  ["an amount in no currency", { benefit: { kind: "amount", amounts: {} } }],
  ["an amount below nothing", { benefit: { kind: "amount", amounts: { USD: -1 } } }],
  ["a bundle that gives nothing", { benefit: { kind: "bundle", buy: 1, get: 0, percent: 100 } }],
  ["a limit of none", { limit: 0 }],
  ["an end before its start", { startsAt: now, endsAt: now }],
  ["a label that shows nothing", { label: "\u202e\u3164" }],
  ["no label", { label: " " }],
])("a merchant cannot save %s", (_what, more) => {
  expect(Terms.safeParse({ code: "SPRING10", label: "Spring", benefit: percent, ...more }).success).toBe(
    false,
  );
});
