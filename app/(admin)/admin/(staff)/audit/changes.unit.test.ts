import { expect, test } from "vitest";
import { changeOf } from "./changes";

test("changed values are listed with what they were; a new row has only what it is", () => {
  expect(changeOf({ status: "paid", onHand: 12 }, { status: "packed", onHand: 12 })).toBe(
    "status: paid → packed",
  );
  expect(changeOf(undefined, { onHand: 12, note: "" })).toBe("on hand: 12, note: (empty)");
});

test("of a list only the entries that changed are listed, by their names", () => {
  const method = { name: "Express", tariff: { prices: { USD: 5 } }, active: true };
  const before = { zones: [{ name: "Europe", places: ["DE"], methods: [method] }] };
  const cheaper = { ...method, tariff: { prices: { USD: 4 } } };
  const after = { zones: [{ name: "Europe", places: ["DE", "FR"], methods: [cheaper] }] };
  expect(changeOf(before, after)).toBe(
    "zones Europe places: DE → DE, FR, zones Europe methods Express tariff prices USD: 5 → 4",
  );
  expect(changeOf({ areas: [{ area: "DE", rate: 19 }] }, { areas: [] })).toContain(
    "areas DE rate: 19 → (none)",
  );
});
