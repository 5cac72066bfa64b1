import { type CountedShop, openCountedShop } from "../counted-shop";
import { expect, test } from "../fixtures";
import { adminBudget, budgets, countAdminRequests, countRequests, type Measure } from "../requests";

test.describe.configure({ mode: "serial" });

let shop: CountedShop;
test.beforeAll(async () => {
  shop = await openCountedShop(process.env);
});
test.afterAll(() => shop?.stop());

test("no page makes more requests to the table than its budget, and none scans it", async () => {
  const asked = await countRequests(shop);
  expect(Object.keys(asked).sort()).toEqual(Object.keys(budgets).sort());
  for (const [measure, operations] of Object.entries(asked)) {
    const allowed = budgets[measure as Measure];
    expect.soft(operations.length, `${measure}: ${operations.join(", ")}`).toBeLessThanOrEqual(allowed);
    expect.soft(operations, measure).not.toContain("Scan");
  }
});

test("no page of the admin makes more requests to the table than its budget, and none scans it", async () => {
  test.setTimeout(5 * 60_000);
  const asked = await countAdminRequests(shop);
  expect(Object.keys(asked).length).toBeGreaterThan(60);
  for (const [route, operations] of Object.entries(asked)) {
    expect.soft(operations.length, `${route}: ${operations.join(", ")}`).toBeLessThanOrEqual(adminBudget);
    expect.soft(operations, route).not.toContain("Scan");
  }
});
