import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Return } from "@securecart/core/return";
import { Settings } from "@securecart/core/settings";
import { Staff } from "@securecart/core/staff";
import { expect, test } from "vitest";
import { eventually } from "#test/eventually";
import { pay, pendingOrder, product } from "#test/fixtures";

const ada = { actor: "staff:ada@example.com" };
const bob = { actor: "staff:bob@example.com" };
const request = () => ({ requestId: randomUUID() });
const refusal = (code: string) => expect.objectContaining({ code });

async function paidOrder() {
  const made = await pendingOrder({ quantity: 2 });
  await pay(made.url);
  await Payment.settle({ orderId: made.orderId });
  await Payment.capture({ orderId: made.orderId });
  return made;
}

const audited = async (subject: string) => (await Audit.list({ subject })).rows;

test("each step of an order is audited with its actor and the state before and after", async () => {
  const { orderId } = await paidOrder();
  await Admin.pack({ orderId, ...ada, ...request() });
  await Admin.ship({ orderId, carrier: "Pigeon Post", tracking: "PP-1", ...ada, ...request() });
  await Admin.deliver({ orderId, ...bob, ...request() });
  expect(await audited(`order:${orderId}`)).toMatchObject([
    { action: "order.deliver", ...bob, outcome: "done", after: { status: "delivered" } },
    { action: "order.ship", ...ada, after: { status: "shipped", shipment: "Pigeon Post PP-1" } },
    { action: "order.pack", ...ada, before: { status: "paid" }, after: { status: "packed" } },
  ]);
});

test("a request that is sent twice, also at once, acts once and is audited once", async () => {
  const { orderId, sku } = await paidOrder();
  const same = {
    orderId,
    lines: [{ sku, quantity: 1, restock: true }],
    reason: "Broken.",
    ...ada,
    ...request(),
  };
  await Promise.all([Admin.refund(same), Admin.refund(same)]);
  await Admin.refund(same);
  expect((await Order.require(orderId)).refunds).toHaveLength(1);
  expect(await audited(`order:${orderId}`)).toHaveLength(1);
  const packing = { orderId, ...ada, ...request() };
  await Promise.all([Admin.pack(packing), Admin.pack(packing)]);
  await Admin.pack(packing);
  expect(await audited(`order:${orderId}`)).toHaveLength(2);
});

test("of two staff members who pack at once, the second is refused", async () => {
  const { orderId } = await paidOrder();
  const both = await Promise.allSettled(
    [ada, bob].map((who) => Admin.pack({ orderId, ...who, ...request() })),
  );
  const refused = both.filter((result) => result.status === "rejected");
  expect(refused).toMatchObject([{ reason: { code: "admin.done_already" } }]);
  await expect(
    Admin.refund({ orderId, lines: [], amount: 1_000_000, reason: "All of it.", ...ada, ...request() }),
  ).rejects.toEqual(refusal("refund.above_rest"));
  expect((await audited(`order:${orderId}`)).map(({ outcome }) => outcome).sort()).toEqual([
    "done",
    "refused",
    "refused",
  ]);
});

test("an order is canceled once, by the first of two staff members", async () => {
  const { orderId, sku } = await paidOrder();
  await Admin.cancel({ orderId, cause: "Out of season.", ...ada, ...request() });
  await expect(Admin.cancel({ orderId, cause: "Me too.", ...bob, ...request() })).rejects.toEqual(
    refusal("admin.done_already"),
  );
  expect(await Order.require(orderId)).toMatchObject({ status: "canceled_refunded" });
  expect(await Inventory.available({ skus: [sku] })).toEqual({ [sku]: 10 });
});

test("a refund of nothing is refused", async () => {
  const { orderId } = await paidOrder();
  await expect(Admin.refund({ orderId, lines: [], reason: "Hm.", ...ada, ...request() })).rejects.toEqual(
    refusal("admin.nothing_to_refund"),
  );
});

test("stock is received and adjusted once per request, with a movement and an audit row", async () => {
  const { sku } = await product({ stock: 5 });
  const arrival = { sku, quantity: 7, cause: "Delivery 12.", ...ada, ...request() };
  await Promise.all([Admin.receive(arrival), Admin.receive(arrival)]);
  const loss = { sku, by: -2, cause: "Broken in the warehouse.", ...bob, ...request() };
  await Admin.adjust(loss);
  await Admin.adjust(loss);
  expect(await Inventory.available({ skus: [sku] })).toEqual({ [sku]: 10 });
  const { rows } = await Inventory.movements({ sku });
  expect(rows).toMatchObject([
    { kind: "adjustment", quantity: -2, cause: "Broken in the warehouse.", ...bob },
    { kind: "received", quantity: 7, ...ada },
    { kind: "received", quantity: 5 },
  ]);
  expect(await audited(`stock:${sku}`)).toMatchObject([
    { action: "stock.adjust", before: { onHand: 12 }, after: { onHand: 10 } },
    { action: "stock.receive", before: { onHand: 5 }, after: { onHand: 12 } },
  ]);
});

test("parallel adjustments never take stock below zero", async () => {
  const { sku } = await product({ stock: 5 });
  const tries = await Promise.allSettled(
    Array.from({ length: 4 }, () => Admin.adjust({ sku, by: -2, cause: "Count.", ...ada, ...request() })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  expect(await Inventory.available({ skus: [sku] })).toEqual({ [sku]: 1 });
  const { movements } = await Inventory.ledger({ sku });
  expect(movements.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(1);
  const unknown = { sku: "NO-SUCH-SKU", cause: "Count.", ...ada };
  await expect(Admin.adjust({ ...unknown, by: 1, ...request() })).rejects.toEqual(
    refusal("inventory.unknown_sku"),
  );
  await expect(Admin.receive({ ...unknown, quantity: 1, ...request() })).rejects.toEqual(
    refusal("inventory.unknown_sku"),
  );
});

test("a count sets on hand once per request, with a movement and an audit row", async () => {
  const { sku } = await product({ stock: 5 });
  const count = { sku, counted: 3, cause: "Stocktaking.", ...ada, ...request() };
  const both = await Promise.all([Admin.count(count), Admin.count(count)]);
  expect(both).toEqual([
    { onHand: 3, difference: -2 },
    { onHand: 3, difference: -2 },
  ]);
  expect(await Inventory.stock({ sku })).toMatchObject({ available: 3, held: 0 });
  const { rows } = await Inventory.movements({ sku });
  expect(rows).toMatchObject([
    { kind: "adjustment", quantity: -2, cause: "Stocktaking.", ...ada },
    { kind: "received", quantity: 5 },
  ]);
  expect(await audited(`stock:${sku}`)).toMatchObject([
    { action: "stock.count", note: "Stocktaking.", ...ada, before: { onHand: 5 }, after: { onHand: 3 } },
  ]);
});

test("a SKU of the catalog without stock can be counted, an unknown one cannot", async () => {
  const { sku } = await product({ stock: 0 });
  const count = { counted: 4, cause: "Found.", ...ada };
  await Admin.count({ ...count, sku, ...request() });
  expect(await Inventory.levels({ skus: [sku] })).toEqual({
    [sku]: { onHand: 4, available: 4, held: 0, allocated: 0 },
  });
  await expect(Admin.count({ ...count, sku: "NO-SUCH-SKU", ...request() })).rejects.toEqual(
    refusal("inventory.unknown_sku"),
  );
});

test("the pages of the movements have each movement once, newest first", async () => {
  const { sku } = await product({ stock: 1 });
  for (let i = 0; i < 120; i++)
    await Inventory.receive({ sku, quantity: 1, cause: `Box ${i}.`, reference: `box:${i}` });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof Inventory.movements>> = await Inventory.movements({
      sku,
      ...(cursor && { cursor }),
    });
    seen.push(...page.rows.map(({ cause }) => cause));
    cursor = page.next;
  } while (cursor);
  expect(seen).toHaveLength(121);
  expect(new Set(seen).size).toBe(121);
  expect(seen.at(-1)).toBe("delivery");
});

test("the pages of the audit log have each row once, by subject and by day", async () => {
  const subject = `test:${randomUUID()}`;
  for (let i = 0; i < 60; i++) await Audit.write({ ...ada, action: "test.write", subject, note: `${i}` });
  const first = await Audit.list({ subject });
  const second = await Audit.list({ subject, cursor: first.next ?? "" });
  const notes = [...first.rows, ...second.rows].map(({ note }) => note);
  expect(second.next).toBeNull();
  expect(notes).toEqual(Array.from({ length: 60 }, (_, i) => `${59 - i}`));
});

test("the acts of a local day are listed each once, across the days of UTC and a change of the clocks", async () => {
  const zone = "America/New_York";
  const subject = `test:${randomUUID()}`;
  // On this day, clocks in New York went back: it began at 04:00 UTC and ended at 05:00 UTC of the next day.
  const times = ["2001-10-28T03:59:59.999Z", "2001-10-28T04:00:00.000Z", "2001-10-29T04:59:59.999Z"];
  for (const at of [...times, "2001-10-29T05:00:00.000Z"])
    await Audit.write({ ...ada, action: "test.write", subject, at });
  for (let i = 0; i < 60; i++)
    await Audit.write({
      ...ada,
      action: "test.write",
      subject,
      note: `${i}`,
      at: "2001-10-28T12:00:00.000Z",
    });
  const day = Settings.momentsOf(zone, { from: "2001-10-28", to: "2001-10-28" });
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof Audit.during>> = await Audit.during({
      ...day,
      ...(cursor && { cursor }),
    });
    seen.push(...page.rows.filter((row) => row.subject === subject).map(({ at, note }) => note ?? at));
    cursor = page.next;
  }
  expect(seen[0]).toBe(times[2]);
  expect(seen.at(-1)).toBe(times[1]);
  expect(new Set(seen).size).toBe(62);
  expect(seen).toHaveLength(62);
});

test("an audit row is never overwritten", async () => {
  const entry = { ...ada, action: "test.once", subject: "test:once" };
  const auditId = Audit.idOf(entry.action, entry.subject, randomUUID());
  expect(await Audit.write({ ...entry, auditId, note: "first" })).toBe(true);
  expect(await Audit.write({ ...entry, auditId, note: "second" })).toBe(false);
  await eventually(async () =>
    expect((await audited(entry.subject)).find((row) => row.auditId === auditId)?.note).toBe("first"),
  );
});

test("a return is decided and received once, and both are audited", async () => {
  const { orderId, sku } = await paidOrder();
  await Admin.pack({ orderId, ...ada, ...request() });
  await Admin.ship({ orderId, carrier: "Pigeon Post", tracking: "PP-1", ...ada, ...request() });
  await Admin.deliver({ orderId, ...ada, ...request() });
  const { returnId } = await Return.request({
    orderId,
    lines: [{ sku, quantity: 1 }],
    reason: "damaged",
    ...request(),
  });
  const about = { orderId, returnId, ...bob };
  await Admin.decideReturn({ ...about, approved: true, answer: "Send it to 1 Pine Street.", ...request() });
  await expect(
    Admin.decideReturn({ ...about, approved: false, answer: "No.", ...request() }),
  ).rejects.toEqual(refusal("return.decided"));
  await Admin.receiveReturn({ ...about, restock: true, ...request() });
  await Admin.receiveReturn({ ...about, restock: true, ...request() });
  expect(await audited(`order:${orderId}`)).toMatchObject([
    { action: "return.receive", outcome: "done" },
    { action: "return.receive", outcome: "done", before: { refunded: "$0.00" } },
    { action: "return.decline", outcome: "refused" },
    { action: "return.approve", outcome: "done", ...bob, note: "Send it to 1 Pine Street." },
    { action: "order.deliver" },
    { action: "order.ship" },
    { action: "order.pack" },
  ]);
  expect((await Order.require(orderId)).refunds).toHaveLength(1);
});

test("changes of staff members are audited once, with roles and state before and after", async () => {
  const email = `${randomUUID()}@example.com`;
  const inviting = { email, roles: ["support" as const], ...ada, ...request() };
  await Admin.inviteStaff(inviting);
  await Admin.inviteStaff(inviting);
  const { staffId } = await Staff.ensure({
    email,
    password: "a sentence that nobody guesses",
    roles: ["support"],
  });
  await Admin.changeRoles({ staffId, roles: ["warehouse"], ...ada, ...request() });
  await Admin.disableStaff({ staffId, ...ada, ...request() });
  await Admin.enableStaff({ staffId, ...ada, ...request() });
  await Admin.forgetFactors({ staffId, ...ada, ...request() });
  expect(await audited(`staff:${email}`)).toMatchObject([
    { action: "staff.forget_factors" },
    { action: "staff.enable", before: { state: "disabled" }, after: { state: "active" } },
    { action: "staff.disable", after: { state: "disabled" } },
    { action: "staff.change_roles", before: { roles: "support" }, after: { roles: "warehouse" } },
    { action: "staff.invite", note: "support", ...ada },
  ]);
});
