import { type Board, type BoardSale, Price, type Priced } from "@securecart/core/price";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString();
const everything = { isAll: true, products: [], skus: [], categories: [], collections: [], members: [] };
const nothing = { ...everything, isAll: false };

const exact = { currency: "USD", rounding: "exact" } as const;

let made = 0;
const sale = (percent: number, from: number, to?: number, more: Partial<BoardSale> = {}): BoardSale => ({
  saleId: `sale-${made++}`,
  name: `${percent}% off`,
  reduction: { kind: "percent", percent, ending: "exact" },
  scope: everything,
  startsAt: day(from),
  ...(to !== undefined && { endsAt: day(to) }),
  ...more,
});

const mug = (more: Partial<Priced> = {}): Priced => ({
  sku: "MUG",
  productId: "prd_mug",
  categorySlug: "kitchen",
  prices: { USD: 10_000, EUR: 9_000 },
  ...more,
});
const board = (...sales: BoardSale[]): Board => ({ sales });
const decide = (variant: Priced, at: number, on: Board, quantity = 1) =>
  Price.decide(variant, { currency: "USD", at: day(at), board: on, quantity });

/** Writes a price log: a price from a day on, sold unless said otherwise. */
const log = (...steps: [day: number, price: number, compareAt?: number, isSold?: boolean][]) =>
  steps.map(([from, price, compareAt = 0, isSold = true]) =>
    [from === -1 ? "" : day(from), price, price, compareAt, compareAt, isSold ? 1 : 0, "kitchen"].join("|"),
  );

describe("the price", () => {
  test("is the variant's own without a sale, and nothing is crossed out", () => {
    expect(decide(mug(), 5, board())).toEqual({
      amount: 10_000,
      reason: "base",
      compareAt: null,
      lowest: null,
    });
  });

  test("is reduced from the start of a sale until its end", () => {
    const on = board(sale(20, 10, 12));
    const at = (time: string) => Price.decide(mug(), { currency: "USD", at: time, board: on }).amount;
    expect([
      at("2026-01-10T23:59:59.999Z"),
      at(day(10)),
      at("2026-01-12T23:59:59.999Z"),
      at(day(12)),
    ]).toEqual([10_000, 8_000, 8_000, 10_000]);
  });

  test("is the lowest when several sales run", () => {
    const on = board(sale(20, 0), sale(30, 0), sale(10, 0));
    expect(decide(mug(), 5, on)).toMatchObject({ amount: 7_000, reason: "sale", name: "30% off" });
  });

  test("of a volume counts from its quantity on, and only when it is lower than the sale", () => {
    const variant = mug({
      volume: [
        { from: 5, prices: { USD: 9_000 } },
        { from: 10, prices: { USD: 7_500 } },
      ],
    });
    const amounts = [1, 4, 5, 9, 10, 99].map((quantity) => decide(variant, 5, board(), quantity).amount);
    expect(amounts).toEqual([10_000, 10_000, 9_000, 9_000, 7_500, 7_500]);
    expect(decide(variant, 5, board(sale(20, 0)), 5)).toMatchObject({ amount: 8_000, reason: "sale" });
    expect(decide(variant, 5, board(sale(20, 0)), 10)).toMatchObject({
      amount: 7_500,
      reason: "volume",
      compareAt: null,
    });
  });

  test.each([
    ["a product", { products: ["prd_mug"] }, true],
    ["another product", { products: ["prd_bowl"] }, false],
    ["a SKU in any case", { skus: ["mug"] }, true],
    ["another SKU", { skus: ["bowl"] }, false],
    ["a category", { categories: ["kitchen"] }, true],
    ["another category", { categories: ["bath"] }, false],
    ["a collection", { collections: ["winter"], members: ["prd_bowl", "prd_mug"] }, true],
    ["another collection", { collections: ["summer"], members: ["prd_bowl"] }, false],
  ])("is reduced by a sale for %s: %#", (_what, scope, isReduced) => {
    const on = board(sale(50, 0, 9, { scope: { ...nothing, ...scope } }));
    expect(decide(mug(), 5, on).reason).toBe(isReduced ? "sale" : "base");
  });

  test("never rises and is never free by a sale", () => {
    const fixed = (USD: number) => sale(1, 0, 9, { reduction: { kind: "price", prices: { USD } } });
    const less = (USD: number) => sale(1, 0, 9, { reduction: { kind: "amount", amounts: { USD } } });
    const amounts = [fixed(12_000), less(10_000), less(20_000), less(9_999), fixed(4_000)].map(
      (one) => decide(mug(), 5, board(one)).amount,
    );
    expect(amounts).toEqual([10_000, 10_000, 10_000, 1, 4_000]);
    const euros = sale(1, 0, 9, { reduction: { kind: "price", prices: { EUR: 100 } } });
    expect(decide(mug(), 5, board(euros)).amount).toBe(10_000);
  });
});

test.each([
  [10_000, 15, "exact", 8_500],
  [999, 50, "exact", 500],
  [333, 33, "exact", 223],
  [1, 99, "exact", 0],
  [10_000, 15, "99", 8_499],
  [10_000, 1, "99", 9_899],
  [3_332, 10, "99", 2_999],
  [3_333, 10, "99", 2_999],
  [90, 10, "99", 81],
] as const)("%i less %i percent, ending %s, is %i", (base, percent, ending, expected) => {
  expect(Price.priceAfter(base, { kind: "percent", percent, ending }, exact)).toBe(expected);
});

describe("the lowest price of the 30 days before a reduction", () => {
  test("is the own price when that never changed", () => {
    expect(decide(mug(), 50, board(sale(20, 50, 55)))).toMatchObject({ compareAt: 10_000, lowest: 10_000 });
    expect(decide(mug({ compareAt: { USD: 12_000, EUR: 0 } }), 5, board())).toMatchObject({
      compareAt: 12_000,
      lowest: 10_000,
    });
  });

  test("is that of an earlier sale within 30 days, and no longer after them", () => {
    const on = (gap: number) => board(sale(40, 0, 10), sale(20, 10 + gap, 60));
    expect(decide(mug(), 50, on(5)).lowest).toBe(6_000);
    expect(decide(mug(), 50, on(29)).lowest).toBe(6_000);
    expect(decide(mug(), 50, on(30)).lowest).toBe(10_000);
  });

  test("is that before the first of several reductions without interruption", () => {
    const on = board(sale(10, 40, 50), sale(20, 50, 60), sale(40, 60));
    expect(decide(mug(), 65, on)).toMatchObject({ amount: 6_000, lowest: 10_000 });
  });

  test("counts an earlier, larger reduction when the next one is smaller", () => {
    const on = board(sale(50, 40, 50), sale(20, 50, 60));
    expect(decide(mug(), 55, on)).toMatchObject({ amount: 8_000, lowest: 5_000 });
  });

  test("shows that a price was raised just before a sale", () => {
    const variant = mug({ prices: { USD: 20_000, EUR: 0 }, priceLog: log([-1, 10_000], [45, 20_000]) });
    expect(decide(variant, 50, board(sale(40, 50)))).toEqual({
      amount: 12_000,
      reason: "sale",
      name: "40% off",
      compareAt: 20_000,
      lowest: 10_000,
    });
  });

  test("begins with a compare-at price, and does not count the time when the variant was not sold", () => {
    const variant = mug({
      prices: { USD: 8_000, EUR: 0 },
      compareAt: { USD: 10_000, EUR: 0 },
      priceLog: log([-1, 9_500], [30, 100, 0, false], [40, 9_000], [50, 8_000, 10_000]),
    });
    expect(decide(variant, 60, board())).toMatchObject({ compareAt: 10_000, lowest: 9_000 });
  });

  test("of a variant that was not sold before is its price", () => {
    const variant = mug({ priceLog: log([50, 10_000]) });
    expect(decide(variant, 55, board(sale(20, 50)))).toMatchObject({ compareAt: 10_000, lowest: 8_000 });
  });

  test("counts a sale of the category in which the variant was", () => {
    const variant = mug({
      categorySlug: "bath",
      priceLog: [`|10000|10000|0|0|1|kitchen`, `${day(20)}|10000|10000|0|0|1|bath`],
    });
    const kitchen = { scope: { ...nothing, categories: ["kitchen"] } };
    expect(decide(variant, 30, board(sale(70, 10, 15, kitchen), sale(10, 30)))).toMatchObject({
      amount: 9_000,
      lowest: 3_000,
    });
  });
});

/** Computes the prices of each day, one after the other, as simply as possible. */
function naive(variant: Priced, sales: BoardSale[], until: number) {
  const steps = (variant.priceLog ?? []).map((step) => step.split("|"));
  const days = Array.from({ length: until + 1 }, (_, n) => {
    const [, usd, , was, , isSold] = steps.findLast(([at = ""]) => at <= day(n)) ?? [];
    if (isSold !== "1") return { price: null, isReduced: false };
    const base = Number(usd);
    const lower = sales
      .filter(({ startsAt, endsAt = "9" }) => startsAt <= day(n) && day(n) < endsAt)
      .flatMap(({ reduction }) => Price.reduced(base, reduction, exact) ?? []);
    return { price: Math.min(base, ...lower), isReduced: lower.length > 0 || Number(was) > base };
  });
  const now = days[until];
  if (!now?.isReduced || now.price === null) return null;
  let first = until;
  for (; first > 0; first--) {
    const before = days[first - 1];
    if (!before?.isReduced || before.price === null || before.price < (days[first]?.price ?? 0)) break;
  }
  const window = days.slice(Math.max(0, first - 30), first).flatMap(({ price }) => price ?? []);
  return window.length > 0 ? Math.min(...window) : now.price;
}

test("in 3,000 random histories the lowest price is that of a model that looks at every day", () => {
  const step = fc.record({
    day: fc.integer({ min: 1, max: 79 }),
    price: fc.integer({ min: 100, max: 2_000 }),
    raise: fc.constantFrom(0, 0, 500),
    isSold: fc.constantFrom(true, true, true, false),
  });
  const run = fc.record({
    percent: fc.integer({ min: 1, max: 90 }),
    from: fc.integer({ min: 1, max: 79 }),
    days: fc.integer({ min: 1, max: 20 }),
  });
  const history = fc.record({
    steps: fc.uniqueArray(step, { maxLength: 6, selector: (one) => one.day }),
    runs: fc.array(run, { maxLength: 5 }),
  });
  let reductions = 0;
  fc.assert(
    fc.property(history, ({ steps, runs }) => {
      const sorted = steps.sort((a, b) => a.day - b.day);
      const priceLog = log(
        [0, 1_000],
        ...sorted.map((one): [number, number, number, boolean] => [
          one.day,
          one.price,
          one.raise && one.price + one.raise,
          one.isSold,
        ]),
      );
      const last = sorted.at(-1) ?? { price: 1_000, raise: 0, isSold: true };
      const former = last.raise && last.price + last.raise;
      const variant = mug({
        prices: { USD: last.price, EUR: 1 },
        compareAt: { USD: former, EUR: 0 },
        priceLog,
      });
      const sales = runs.map(({ percent, from, days }) => sale(percent, from, from + days));
      const expected = last.isSold ? naive(variant, sales, 80) : null;
      if (expected === null) return;
      reductions++;
      expect(decide(variant, 80, board(...sales)).lowest).toBe(expected);
    }),
    { numRuns: 3_000 },
  );
  expect(reductions).toBeGreaterThan(100);
});

describe("rounding", () => {
  const rounded = (...roundings: NonNullable<Board["roundings"]>) => ({
    ...board(sale(15, 0, 40)),
    roundings,
  });
  const mugs = mug({ prices: { USD: 1_990 } });

  test("sales in percent follow the rounding of their time, one that ends in .99 its own", () => {
    const on = rounded({ from: day(10), rounding: "0.50" }, { from: day(20), rounding: "exact" });
    const amounts = [5, 10, 19, 20].map((at) => decide(mugs, at, on).amount);
    expect(amounts).toEqual([1_692, 1_700, 1_700, 1_692]);
    const own = {
      ...on,
      sales: [sale(15, 0, 40, { reduction: { kind: "percent", percent: 15, ending: "99" } })],
    };
    expect(decide(mugs, 15, own).amount).toBe(1_599);
  });

  test("former prices keep the rounding that they had", () => {
    const on = rounded({ from: day(10), rounding: "0.50" });
    const variant = mug({ prices: { USD: 1_990 }, priceLog: log([-1, 1_990]) });
    const spans = Price.spansOf(variant, { currency: "USD", at: day(20), board: on });
    expect(spans.map(({ price }) => price)).toEqual([1_990, 1_692, 1_700]);
  });

  test("price lists in percent are rounded, their own prices and fixed sale prices are not", () => {
    const list = {
      listId: "l",
      name: "Trade",
      groupId: "grp_1",
      prices: { bowl: { USD: 1_001 } },
      percent: 15,
    };
    const on: Board = { sales: [], lists: [list], roundings: [{ from: day(0), rounding: "1.00" }] };
    const price = (variant: Priced) =>
      Price.decide(variant, { currency: "USD", at: day(1), board: on, groups: ["grp_1"] }).amount;
    expect(price(mugs)).toBe(1_700);
    expect(price({ ...mugs, sku: "BOWL" })).toBe(1_001);
    const fixed = sale(1, 0, 5, { reduction: { kind: "price", prices: { USD: 1_234 } } });
    expect(decide(mugs, 1, { ...on, sales: [fixed] }).amount).toBe(1_234);
  });

  test("the board for some variants keeps the roundings", () => {
    const on = rounded({ from: day(10), rounding: "0.50" });
    expect(decide(mugs, 15, Price.boardFor(on, [mugs])).amount).toBe(1_700);
  });
});

describe("the price log", () => {
  const sold = (price: number, more: object = {}) => ({
    ...mug({ prices: { USD: price, EUR: price }, ...more }),
    isSold: true,
  });

  /** Reads the dollars of a step, also of one that was written while prices were in dollars and euros only. */
  const dollarsOf = (step: string) => Number((step.split("|")[1] ?? "").split(",")[0]?.replace("USD:", ""));

  test("begins with the first save and grows only when the price changes", () => {
    const first = Price.logged(sold(1_000), undefined);
    expect(first).toHaveLength(1);
    expect(Price.logged(sold(1_000, { priceLog: first }), sold(1_000, { priceLog: first }))).toEqual(first);
    const second = Price.logged(sold(900), sold(1_000, { priceLog: first }));
    expect(second.map(dollarsOf)).toEqual([1_000, 900]);
  });

  test("of a variant from before there were logs begins with the price that it had", () => {
    expect(Price.logged(sold(900), sold(1_000))[0]).toBe("|USD:1000,EUR:1000||1|kitchen");
  });

  test("keeps at most so many steps, and the lowest price of those that it joins", () => {
    const long = Price.shortened(log([-1, 500], [1, 300], [2, 400], [3, 700], [4, 800]), 3);
    expect(long.map(dollarsOf)).toEqual([300, 700, 800]);
  });

  test("forgets what is older than 400 days, but not the price from then", () => {
    const old = log([-1, 1], [-500, 500], [-450, 600]);
    const next = Price.logged(sold(900), sold(600, { priceLog: old }));
    expect(next.map(dollarsOf)).toEqual([600, 900]);
  });

  test("has prices in any currencies, and one that is added is a step", () => {
    const log = Price.logged(sold(0, { prices: { JPY: 1_200, GBP: 900 } }), undefined);
    const more = { prices: { JPY: 1_200, GBP: 900, CHF: 1_100 } };
    const next = Price.logged(sold(0, more), sold(0, { prices: { JPY: 1_200, GBP: 900 }, priceLog: log }));
    expect(next.map((step) => step.split("|")[1])).toEqual(["GBP:900,JPY:1200", "GBP:900,CHF:1100,JPY:1200"]);
  });
});

test("the next change of prices is the next start or end of a sale", () => {
  const on = board(sale(10, 5, 9), sale(10, 7));
  expect([0, 5, 7, 9].map((n) => Price.nextChange(on, day(n)))).toEqual([day(5), day(7), day(9), null]);
  expect(Price.changesBetween(on, day(5), day(9))).toEqual([day(7), day(9)]);
});
