import { expect, test } from "vitest";
import { ChangeForm, fieldName, readGrid } from "./form";

test.each([
  [
    { kind: "status", status: "hidden" },
    { kind: "status", status: "hidden" },
  ],
  [
    { kind: "add_tag", tag: " summer " },
    { kind: "add_tag", tag: "summer" },
  ],
  [
    { kind: "category", category: "" },
    { kind: "category", category: "" },
  ],
  [
    { kind: "percent", currency: "USD,EUR", by: "-12,5" },
    { kind: "percent", currencies: ["USD", "EUR"], percent: -12.5 },
  ],
  [
    { kind: "amount", currency: "EUR", by: "-2.50" },
    { kind: "amount", currencies: ["EUR"], amount: -250 },
  ],
])("the form %j is the change %j", (sent, change) => {
  expect(ChangeForm.parse(sent)).toEqual(change);
});

test.each([
  [{ kind: "status", status: "gone" }, "status"],
  [{ kind: "add_tag", tag: "" }, "tag"],
  [{ kind: "percent", currency: "USD", by: "ten" }, "by"],
  [{ kind: "percent", currency: "", by: "10" }, "currency"],
  [{ kind: "amount", currency: "USD,EUR", by: "1" }, "currency"],
  [{ kind: "amount", currency: "USD", by: "0" }, "by"],
  [{ kind: "nonsense" }, "kind"],
])("the form %j is refused at %s", (sent, field) => {
  expect(ChangeForm.safeParse(sent).error?.issues[0]?.path).toEqual([field]);
});

test("only the cells that were typed differently are changed", () => {
  const productId = `prd_${"1".repeat(26)}`;
  const form = new FormData();
  form.set(
    `was|${productId}`,
    JSON.stringify({ seen: 3, values: { tags: "a", status: "active", "A: price in USD": "1.00" } }),
  );
  form.set(fieldName(productId, "tags"), "a, b ");
  form.set(fieldName(productId, "status"), "active");
  form.set(fieldName(productId, "A: price in USD"), "1.00");
  expect(readGrid(form)).toEqual([{ productId, seen: 3, set: { tags: "a, b" } }]);
});
