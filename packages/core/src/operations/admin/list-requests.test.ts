import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Clock } from "@securecart/core/clock";
import { CustomerGroup } from "@securecart/core/customer-group";
import { Dispute } from "@securecart/core/dispute";
import { Order } from "@securecart/core/order";
import { Promotion } from "@securecart/core/promotion";
import { Refund } from "@securecart/core/refund";
import { Return } from "@securecart/core/return";
import { Search } from "@securecart/core/search";
import { Staff } from "@securecart/core/staff";
import { Stock } from "@securecart/core/stock";
import { beforeAll, expect, test } from "vitest";
import { requestsOf } from "#test/accounts";
import { pendingOrder, product, productOf, unique } from "#test/fixtures";

/** Most requests to the table that a list page of the admin makes besides that for the session. */
const budget = 3;

const word = `Budget${unique()}`;
let order: Awaited<ReturnType<typeof pendingOrder>>;

beforeAll(async () => {
  await Promise.all(Array.from({ length: 30 }, (_, i) => product({ sku: `${word}-${i}` })));
  order = await pendingOrder();
  await Search.rebuild();
  await Search.products({ q: word, fresh: true });
});

/** Loads of each list page, with the requests that they are known to make. */
const lists: Record<string, { most: number; load: () => Promise<unknown> }> = {
  products: { most: 2, load: () => Admin.products({}) },
  "products, second page": { most: 2, load: () => Admin.products({ page: 2 }) },
  "products, searched": { most: 2, load: () => Admin.products({ q: word }) },
  "products, none found": { most: 1, load: () => Admin.products({ q: "nosuchproduct" }) },
  stock: { most: 1, load: () => Stock.list({}) },
  "stock, low": { most: 2, load: () => Stock.list({ low: true }) },
  "stock, unknown SKU": { most: 2, load: () => Stock.list({ q: "nosuchsku" }) },
  "orders, by status": { most: 1, load: () => Order.list({ status: "paid" }) },
  "orders, searched": { most: 2, load: () => Order.lookUp({ words: Order.numberOf(order.orderId) }) },
  review: { most: 1, load: () => Order.list({ status: "in_review", oldestFirst: true }) },
  returns: {
    most: 2,
    load: () => Promise.all([Return.waiting({ state: "requested" }), Return.waiting({ state: "approved" })]),
  },
  refunds: { most: 1, load: () => Refund.failed() },
  disputes: {
    most: 2,
    load: () => Promise.all([Dispute.list({ state: "open" }), Dispute.warnings({})]),
  },
  discounts: { most: 2, load: () => Promotion.list({}) },
  "discounts, by state": { most: budget, load: () => Promotion.list({ standing: "scheduled" }) },
  audit: { most: 2, load: () => Audit.during({ from: Clock.iso(-86_400), until: Clock.iso() }) },
  staff: { most: 1, load: () => Staff.members() },
  "customer groups": { most: 1, load: () => CustomerGroup.all() },
};

test.each(Object.entries(lists))(
  "the list of %s stays within its requests",
  async (_name, { most, load }) => {
    expect(most).toBeLessThanOrEqual(budget);
    await load(); // opens the index, which is no request to the table, and throws when something is wrong
    const requests = (await requestsOf(load)).filter((target) => target.startsWith("DynamoDB"));
    expect(requests.length, requests.join(", ")).toBeLessThanOrEqual(most);
    expect(requests).not.toContain("DynamoDB_20120810.Scan");
  },
);

test("the list of products counts the stock of a page, also of products with several variants", async () => {
  const { slug } = await productOf("Size", ["S", "M", "L"], `${word}-SIZES`);
  await Search.rebuild();
  await Search.products({ q: word, fresh: true });
  const { rows } = await Admin.products({ q: word, sort: "name" });
  expect(rows).toHaveLength(25);
  expect(rows.every(({ available }) => available === 10)).toBe(true);
  const [sized] = (await Admin.products({ q: `${word} SIZES` })).rows;
  expect(sized).toMatchObject({ product: { slug }, available: 0 });
});
