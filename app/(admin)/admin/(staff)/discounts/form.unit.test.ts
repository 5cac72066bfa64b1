import { Promotion } from "@securecart/core/promotion";
import { expect, test } from "vitest";
import { ExampleForm, termsForm, valuesOf } from "./form";
import { windowOf } from "./words";

const zone = "Europe/Berlin";
const shop: Parameters<typeof termsForm>[0] = { zone, currencies: ["USD", "EUR"] };
const percent = { label: "Spring", kind: "percent", percent: "10" };
const errorsOf = (sent: Record<string, unknown>) =>
  Object.fromEntries(
    (termsForm(shop).safeParse(sent).error?.issues ?? []).map(({ path, message }) => [
      path.join("."),
      message,
    ]),
  );

test.each<[string, Parameters<typeof Promotion.Terms.parse>[0] & object]>([
  ["a percentage", { benefit: { kind: "percent", percent: 10 } }],
  ["an amount in one currency", { benefit: { kind: "amount", amounts: { EUR: 450 } } }],
  [
    "amounts in two currencies with minimums",
    {
      benefit: { kind: "amount", amounts: { USD: 500, EUR: 450 } },
      minimum: { USD: 5_000, EUR: 4_505 },
    },
  ],
  ["free delivery with limits", { benefit: { kind: "shipping" }, limit: 100, perCustomer: 1 }],
  [
    "items for items in categories",
    {
      benefit: { kind: "bundle", buy: 2, get: 1, percent: 50 },
      categories: ["mugs", "lamps"],
      collections: [`col_${"1".repeat(26)}`, `col_${"2".repeat(26)}`],
    },
  ],
  [
    "an automatic discount for customer groups",
    { benefit: { kind: "shipping" }, groups: [`grp_${"1".repeat(26)}`], combines: true },
  ],
  [
    "a window",
    {
      benefit: { kind: "shipping" },
      startsAt: "2026-11-30T09:00:00.000Z",
      endsAt: "2026-12-24T18:30:15.000Z",
    },
  ],
])("the form of a discount of %s gives the same terms back", (_what, more) => {
  const terms = Promotion.SharedTerms.parse({ label: "Spring", ...more });
  const values = valuesOf(terms, zone);
  const sent = {
    ...values,
    categories: (values.categories ?? "").split("\n"),
    collections: (values.collections ?? "").split("\n"),
    groups: (values.groups ?? "").split("\n"),
  };
  expect(termsForm(shop).parse(sent).terms).toEqual(terms);
});

test.each<[Record<string, unknown>, string[]]>([
  [{}, ["label", "kind"]],
  [{ ...percent, label: " " }, ["label"]],
  [{ ...percent, percent: "" }, ["percent"]],
  [{ ...percent, percent: "ten" }, ["percent"]],
  [{ ...percent, percent: "101" }, ["percent"]],
  [{ ...percent, percent: "1e2" }, ["percent"]],
  [{ ...percent, kind: "gift" }, ["kind"]],
  [{ ...percent, kind: ["percent", "amount"] }, ["kind"]],
  [{ ...percent, kind: "amount" }, ["amountUSD"]],
  [{ ...percent, kind: "amount", amountEUR: "0" }, ["amountEUR"]],
  [{ ...percent, kind: "amount", amountUSD: "5.005" }, ["amountUSD"]],
  [{ ...percent, kind: "bundle", buy: "2", get: "", bundlePercent: "0" }, ["get", "bundlePercent"]],
  [{ ...percent, minimumUSD: "-5" }, ["minimumUSD"]],
  [{ ...percent, limit: "0", perCustomer: "x" }, ["limit", "perCustomer"]],
  [{ ...percent, startsAt: "tomorrow", endsAt: "2026-02-30T25:00" }, ["startsAt", "endsAt"]],
  [{ ...percent, startsAt: "2026-12-02T00:00", endsAt: "2026-12-01T00:00" }, ["endsAt"]],
  [{ ...percent, categories: ["Not A Slug"] }, ["categories"]],
])("the form %j is refused at its fields", (sent, names) => {
  const errors = errorsOf(sent);
  expect(Object.keys(errors).sort()).toEqual([...names].sort());
  for (const message of Object.values(errors)) expect(message).not.toMatch(/expected|invalid/i);
});

test("an example order is a SKU in each line, with a quantity after it", () => {
  const sent = { skus: " mug-blue 2\r\nMUG-RED\n\nTEA x3", country: "DE", currency: "EUR" };
  expect(ExampleForm.parse(sent)).toEqual({
    currency: "EUR",
    country: "DE",
    withCode: "",
    lines: [
      { sku: "MUG-BLUE", quantity: 2 },
      { sku: "MUG-RED", quantity: 1 },
      { sku: "TEA", quantity: 3 },
    ],
  });
  for (const skus of ["", "MUG 0", "--"])
    expect(ExampleForm.safeParse({ ...sent, skus }).error?.issues[0]?.path, skus).toEqual(["skus"]);
});

test("times are those of the shop's clocks: a discount lasts through an hour that occurs twice", () => {
  const times = { startsAt: "2026-10-25T02:30", endsAt: "2026-10-25T02:30" };
  const { startsAt, endsAt } = termsForm(shop).parse({ ...percent, ...times }).terms;
  expect([startsAt, endsAt]).toEqual(["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"]);
  expect(windowOf({ startsAt: "2026-12-23T23:00:00.000Z" }, zone)).toBe("From Dec 24, 2026");
  expect(windowOf({ endsAt: "2026-12-24T17:30:00.000Z" }, zone)).toMatch(/^Until Dec 24, 2026, 6:30\sPM$/);
});
