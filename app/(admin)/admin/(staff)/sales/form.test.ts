import { expect, test } from "vitest";
import { saleForm, valuesOf } from "./form";

const berlin = saleForm({ zone: "Europe/Berlin", currencies: ["USD", "EUR"] });
const sent = {
  name: "Weekend",
  kind: "percent",
  percent: "20",
  target: "some",
  categories: ["mugs", "bowls"],
  products: "linen-shirt\r\n\r\n TEE-1 ",
  skus: "",
  startsAt: "2026-10-24T00:00",
  endsAt: "2026-10-26T00:00",
};
const issues = (form: object) =>
  Object.fromEntries(
    (berlin.safeParse(form).error?.issues ?? []).map(({ path, message }) => [path.join("."), message]),
  );

test("a weekend with a change of the clocks lasts 49 hours", () => {
  const { terms, lines } = berlin.parse(sent);
  expect(terms).toMatchObject({
    name: "Weekend",
    reduction: { kind: "percent", percent: 20, ending: "exact" },
    scope: { isAll: false, categories: ["mugs", "bowls"] },
    startsAt: "2026-10-23T22:00:00.000Z",
    endsAt: "2026-10-25T23:00:00.000Z",
  });
  expect(lines).toEqual({ products: ["linen-shirt", "TEE-1"], skus: [] });
});

test("what was saved is shown as it was typed", () => {
  const { terms } = berlin.parse({ ...sent, kind: "amount", amountUSD: "5", amountEUR: "", ending: "on" });
  expect(valuesOf({ terms }, "Europe/Berlin", ["linen-shirt"])).toMatchObject({
    ...{ kind: "amount", amountUSD: "5.00", products: "linen-shirt" },
    ...{ startsAt: "2026-10-24T00:00", endsAt: "2026-10-26T00:00", categories: "mugs\nbowls" },
  });
});

test("a sale for all items has no lists, and one for some names at least one", () => {
  expect(berlin.parse({ ...sent, target: "all" })).toMatchObject({
    terms: { scope: { isAll: true, categories: [], products: [] } },
    lines: { products: [], skus: [] },
  });
  expect(issues({ ...sent, categories: "", products: "" })).toEqual({
    target: "Choose all items, or name products, SKUs, categories or collections.",
  });
});

test("each wrong field has its own message", () => {
  expect(issues({ ...sent, name: "", percent: "120", endsAt: "tomorrow" })).toEqual({
    name: "Enter a name.",
    percent: "Must be 99 or less.",
    endsAt: "Enter a date and a time, for example 2026-12-24 18:00.",
  });
  expect(issues({ ...sent, kind: "price", priceUSD: "cheap" })).toEqual({
    priceUSD: "Enter an amount such as 4.50.",
  });
  expect(Object.keys(issues({ ...sent, kind: "gift" }))).toEqual(["kind"]);
});
