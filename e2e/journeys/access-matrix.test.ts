import { randomUUID } from "node:crypto";
import { Audit } from "@securecart/core/audit";
import { Catalog } from "@securecart/core/catalog";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Session } from "@securecart/core/session";
import { type Duty, type Role, Staff } from "@securecart/core/staff";
import { pay, pendingOrder } from "@securecart/core/test/fixtures";
import { ask } from "../access/ask";
import { type Endpoint, endpointsOf } from "../access/build";
import { examples } from "../access/examples";
import { people, readMatrix } from "../access/matrix";
import { cast } from "../access/people";
import { expect, test, urls } from "../fixtures";
import { newStaffMember, reaches, type StaffMember } from "../staff";

const endpoints = endpointsOf(process.env);

test("the access matrix has exactly the pages, handlers and actions of the build", () => {
  const matrix = readMatrix();
  const built = endpoints.map(({ name }) => name);
  expect(new Set(built).size, "each has a name of its own").toBe(built.length);
  expect(Object.keys(matrix).sort()).toEqual(built.sort());
});

test("each person may use exactly the endpoints that the access matrix allows", async () => {
  test.setTimeout(10 * 60_000);
  const matrix = readMatrix();
  const wrong: string[] = [];
  /** Requests endpoints as people of their own, so that an action that ends other sessions affects no parallel lane. */
  const requestAll = async (lane: Endpoint[]) => {
    const { cookieOf, customerId } = await cast();
    const pathOf = await examples({ customerId });
    for (const endpoint of lane)
      for (const person of people) {
        const expected = matrix[endpoint.name]?.has(person) ? "allow" : "deny";
        const { verdict, answer } = await ask({ endpoint, pathOf, cookie: await cookieOf(person) });
        if (verdict !== expected)
          wrong.push(`${endpoint.name}: ${person} should be ${expected}, was ${verdict} (${answer})`);
      }
  };
  const lanes = [0, 1, 2, 3].map((lane) => endpoints.filter((_, i) => i % 4 === lane));
  await Promise.all(lanes.map(requestAll));
  expect(wrong).toEqual([]);
});

/** Sends a form to an action by its name, with a session cookie. */
async function send(name: string, token: string, values: Record<string, string>) {
  const endpoint = endpoints.find((one) => one.name === `action (admin)/admin/(staff)/${name}`);
  if (endpoint?.kind !== "action") throw new Error(`There is no action ${name}.`);
  const form = new FormData();
  for (const [field, value] of Object.entries({ requestId: randomUUID(), ...values }))
    form.append(`_1_${field}`, value);
  form.append("0", '[null,"$K1"]');
  const [route = ""] = endpoint.routes;
  return fetch(
    urls.shop + route.replace("[orderId]", values.orderId ?? "").replace("[sku]", values.sku ?? ""),
    {
      method: "POST",
      redirect: "manual",
      headers: {
        cookie: `staff=${token}`,
        origin: urls.shop,
        "next-action": endpoint.id,
        accept: "text/x-component",
      },
      body: form,
    },
  );
}

/** Places and pays an order without a browser. The shop's worker does the rest. */
async function paidOrder() {
  const order = await pendingOrder();
  await pay(order.url);
  await reaches(order.orderId, "paid");
  return order;
}

async function signedIn(...roles: Role[]): Promise<StaffMember & { token: string }> {
  const account = await newStaffMember(...roles);
  const { token } = await Session.begin({
    subject: account.staffId,
    audience: "office",
    methods: ["password", "totp"],
    device: "A program",
    origin: "203.0.113.1",
  });
  return { ...account, token };
}

test("a valid form works for the allowed roles; for all others it changes nothing and the refusal is in the audit log", async () => {
  test.slow(); // creates some twenty staff members with passwords
  const { orderId, sku } = await paidOrder();
  const { productId = "" } = (await Catalog.variant({ sku })) ?? {};
  const victim = await newStaffMember("warehouse");
  const state = async () => ({
    order: await Order.require(orderId).then(({ status, refunds }) => ({ status, refunds })),
    stock: await Inventory.available({ skus: [sku] }),
    victim: await Staff.describe(victim),
    product: (await Catalog.forStaff({ productId }))?.product.version,
  });
  const before = await state();
  const forms: [string, Duty, Role[], Record<string, string>][] = [
    ["orders/[orderId]/actions pack", "orders.pack", ["support", "catalog", "read-only"], { orderId }],
    [
      "orders/[orderId]/actions refund",
      "orders.refund",
      ["warehouse", "catalog", "read-only"],
      { orderId, amount: "1", reason: "Mine." },
    ],
    [
      "orders/[orderId]/actions cancel",
      "orders.cancel",
      ["warehouse", "catalog", "read-only"],
      { orderId, cause: "Mine." },
    ],
    [
      "products/actions saveProduct",
      "catalog.edit",
      ["support", "warehouse", "read-only"],
      { productId, seen: "1", name: "Mine." },
    ],
    [
      "stock/actions adjust",
      "stock.adjust",
      ["support", "catalog", "read-only"],
      { sku, by: "-1", cause: "Mine." },
    ],
    [
      "stock/actions receive",
      "stock.receive",
      ["support", "catalog", "read-only"],
      { sku, quantity: "1", cause: "Mine." },
    ],
    [
      "stock/actions count",
      "stock.adjust",
      ["support", "catalog", "read-only"],
      { sku, counted: "1", cause: "Mine." },
    ],
    [
      "settings/actions saveSettings",
      "settings.change",
      ["support", "warehouse", "catalog", "read-only"],
      { refundDelivery: "never", seen: "0" },
    ],
    [
      "staff/actions changeRoles",
      "staff.manage",
      ["support", "warehouse", "read-only"],
      { staffId: victim.staffId, roles: "owner" },
    ],
    [
      "staff/actions disable",
      "staff.manage",
      ["support", "warehouse", "catalog"],
      { staffId: victim.staffId },
    ],
  ];
  for (const [name, duty, roles, values] of forms)
    for (const role of roles) {
      const account = await signedIn(role);
      expect((await send(name, account.token, values)).status, `${name} as ${role}`).toBe(403);
      const { rows } = await Audit.list({ subject: `staff:${account.email}` });
      expect(rows.map(({ action, outcome, note }) => `${action} ${outcome} ${note}`)).toContain(
        `staff.not_allowed refused ${duty}`,
      );
    }
  expect(await state()).toEqual(before);
  const packer = await signedIn("read-only", "warehouse");
  expect((await send("orders/[orderId]/actions pack", packer.token, { orderId })).status).toBe(200);
  expect((await Order.require(orderId)).status).toBe("packed");
});

test("a read-only staff member sees an order without buttons that change it", async ({ page }) => {
  const { orderId, sku } = await paidOrder();
  const { token } = await signedIn("read-only");
  await page.context().addCookies([{ name: "staff", value: token, url: urls.shop }]);
  const { productId = "" } = (await Catalog.variant({ sku })) ?? {};
  const paths = [`/admin/orders/${orderId}`, `/admin/stock/${sku}`, "/admin/failed-messages"];
  for (const path of [...paths, `/admin/products/${productId}`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("main").getByRole("button"), path).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Staff", exact: true })).toHaveCount(0);
  }
});
