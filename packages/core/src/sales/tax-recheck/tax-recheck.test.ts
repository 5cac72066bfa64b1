import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Clock } from "@securecart/core/clock";
import { Dynamo } from "@securecart/core/dynamo";
import { Order } from "@securecart/core/order";
import { OrderEmail } from "@securecart/core/order-email";
import { Payment } from "@securecart/core/payment";
import { Reconciliation } from "@securecart/core/reconciliation";
import { Refund } from "@securecart/core/refund";
import { TaxId } from "@securecart/core/tax-id";
import { TaxRecheck } from "@securecart/core/tax-recheck";
import { expect, test, vi } from "vitest";
import { contact, pay, place, product, readyCartOf } from "#test/fixtures";
import { answerWith, consultations, germanId } from "#test/vies";
import { eraseOrder } from "../../operations/privacy/erase-order";
import { EventEntity } from "../../platform/event/event.entity";
import { OrderEntity } from "../order/order.entity";
import { TaxCheckEntity } from "../tax-check/tax-check.entity";

const german = { line1: "Alexanderplatz 1", city: "Berlin", postalCode: "10178", country: "DE" };
type Options = { taxId?: string; quantity?: number };

/** Places an order of mugs for 119 dollars each and delivery for 14.90, whose number could not be checked. */
async function uncheckedOrder({ taxId = germanId("unavailable"), quantity = 1 }: Options = {}) {
  const { sku } = await product({ price: 11_900 });
  const cartId = await readyCartOf({ contact: { ...contact, taxId }, address: german }, { sku, quantity });
  return { ...(await place(cartId)), taxId, sku };
}

/** Places the same order and pays it. */
async function paidOrder(options: Options = {}) {
  const made = await uncheckedOrder(options);
  await pay((await Payment.start(made)).url);
  await Payment.settle(made);
  await Payment.capture(made);
  return made;
}

const rowOf = async (orderId: string) =>
  (await TaxCheckEntity.get({ orderId }).go({ consistent: true })).data;

/** Runs the job until it has checked an order that is due now. */
async function recheck(orderId: string, as: { createdAt?: string } = {}) {
  const row = await rowOf(orderId);
  await TaxCheckEntity.patch({ orderId })
    .set({ dueAt: Clock.iso(-24 * 3600 - 60), ...as })
    .composite({ state: row?.state ?? "open" })
    .go();
  await TaxRecheck.sweep();
}

/** Returns the discrepancies of an order, without those of its fulfillment: no worker would start it in these tests. */
const discrepancies = async (orderId: string) =>
  (await Reconciliation.check({})).discrepancies.filter(
    ({ about, kind }) => about === orderId && !kind.startsWith("fulfillment."),
  );

const byStaff = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });
const tax = 1_900 + 238;

test("a number that is confirmed later refunds the tax, once, with the reason for customer and staff", async () => {
  const { orderId, taxId } = await paidOrder();
  await answerWith(taxId, "VALID");
  await recheck(orderId);
  await recheck(orderId);
  await recheck(orderId);
  const order = await Order.require(orderId);
  expect(order.totals.tax).toBe(tax);
  expect(order).toMatchObject({ status: "paid", refunded: tax, taxIdCheck: { result: "valid" } });
  expect(order.refunds).toMatchObject([
    { refundId: TaxId.refundIdOf(orderId), amount: tax, actor: "system", lines: [] },
  ]);
  expect(order.remarks).toMatchObject([
    {
      actor: "system",
      text: expect.stringMatching(/^The business tax ID was confirmed.*\$21\.38 is refunded/),
    },
  ]);
  const content = await OrderEmail.contentOf(order, "refunded", TaxId.refundIdOf(orderId));
  expect(content).toMatchObject({ refunded: "$21.38", why: expect.stringContaining("tax ID is confirmed") });
  expect(await rowOf(orderId)).toMatchObject({ state: "closed" });
});

test("with a number that turns out not to be registered the tax stays charged, and the customer gets an email", async () => {
  const { orderId, taxId } = await paidOrder();
  await answerWith(taxId, "INVALID");
  await recheck(orderId);
  const order = await Order.require(orderId);
  expect(order).toMatchObject({ refunded: 0, taxIdCheck: { result: "invalid" } });
  expect(order.remarks).toMatchObject([{ text: expect.stringContaining("not registered") }]);
  expect(await rowOf(orderId)).toMatchObject({ state: "closed" });
  const { data } = await EventEntity.scan.go({ pages: "all", consistent: true });
  expect(
    data.filter(({ type, detail }) => type === "order.tax_id_refused" && detail.orderId === orderId),
  ).toHaveLength(1);
});

test("without the register a number is checked after growing pauses, and after 30 days it is left to staff", async () => {
  const { orderId, taxId } = await paidOrder();
  expect(await consultations(taxId)).toHaveLength(1);
  const pauses: number[] = [];
  for (let i = 0; i < 3; i++) {
    await recheck(orderId);
    pauses.push(Math.round((Date.parse((await rowOf(orderId))?.dueAt ?? "") - Clock.now()) / 60_000));
  }
  expect(pauses).toEqual([60, 240, 720]);
  await TaxRecheck.sweep();
  expect(await consultations(taxId)).toHaveLength(4);
  await recheck(orderId, { createdAt: Clock.iso(-30 * 24 * 3600) });
  expect(await rowOf(orderId)).toMatchObject({ state: "closed" });
  const { remarks } = await Order.require(orderId);
  expect(remarks).toMatchObject([{ text: expect.stringContaining("could not be checked for 30 days") }]);
});

test("with a number confirmed before the payment the tax is refunded as soon as the order is paid", async () => {
  const order = await uncheckedOrder();
  const { orderId } = order;
  await answerWith(order.taxId, "VALID");
  await recheck(orderId);
  expect(await Order.require(orderId)).toMatchObject({ refunds: [], taxIdCheck: { result: "valid" } });
  expect(await rowOf(orderId)).toMatchObject({ state: "proven" });
  await pay((await Payment.start(order)).url);
  await Payment.settle(order);
  await Payment.capture(order);
  await recheck(orderId);
  expect((await Order.require(orderId)).refunded).toBe(tax);
  expect(await consultations(order.taxId)).toHaveLength(2);
});

test("an order that ends unpaid is no longer checked", async () => {
  const { orderId, taxId } = await uncheckedOrder();
  await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Changed my mind." });
  await recheck(orderId);
  expect(await rowOf(orderId)).toMatchObject({ state: "closed" });
  expect(await consultations(taxId)).toHaveLength(1);
});

test("only tax that the merchant still has is refunded", async () => {
  const { orderId, taxId, sku } = await paidOrder({ quantity: 2 });
  await Refund.create({
    orderId,
    lines: [{ sku, quantity: 1, restock: true }],
    reason: "One came broken.",
    actor: "staff:test",
    requestId: "one",
  });
  await answerWith(taxId, "VALID");
  await recheck(orderId);
  const { refunded, refunds, totals } = await Order.require(orderId);
  expect(totals.tax).toBe(3_800 + 238);
  expect(refunds.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual([tax, 11_900]);
  expect(refunded).toBe(tax + 11_900);
});

test("an order that was refunded has no tax left to refund", async () => {
  const { orderId, taxId } = await paidOrder();
  const { captured } = await Order.require(orderId);
  await Refund.create({
    orderId,
    amount: captured - 5_000,
    reason: "Late.",
    actor: "staff:test",
    requestId: "x",
  });
  expect(TaxRecheck.taxKept(await Order.require(orderId))).toBe(Math.round((tax * 5_000) / captured));
  await Refund.create({ orderId, amount: 5_000, reason: "Late.", actor: "staff:test", requestId: "y" });
  await answerWith(taxId, "VALID");
  await recheck(orderId);
  const { refunds, taxIdCheck } = await Order.require(orderId);
  expect(refunds).toHaveLength(2);
  expect(taxIdCheck).toMatchObject({ result: "valid" });
});

test("staff check a number by hand, under their own name, and the tax is refunded once", async () => {
  const { orderId, taxId } = await paidOrder();
  const away = byStaff();
  await expect(Admin.checkTaxId({ orderId, ...away })).rejects.toMatchObject({ code: "tax_id.unavailable" });
  await answerWith(taxId, "VALID");
  const act = byStaff();
  await Promise.all([Admin.checkTaxId({ orderId, ...act }), Admin.checkTaxId({ orderId, ...act })]);
  await expect(Admin.checkTaxId({ orderId, ...byStaff() })).rejects.toMatchObject({
    code: "tax_id.confirmed",
  });
  const order = await Order.require(orderId);
  expect(order.refunded).toBe(tax);
  expect(order.remarks).toMatchObject([{ actor: act.actor }]);
  const { rows } = await Audit.list({ subject: `order:${orderId}` });
  expect(rows.filter(({ outcome }) => outcome === "done")).toMatchObject([
    { action: "order.check_tax_id", before: { taxId: "unavailable" }, after: { taxId: "valid" } },
  ]);
});

test("a tax refund that fails is tried again after growing pauses, and after 30 days it is left to staff", async () => {
  const { orderId, taxId } = await paidOrder();
  await answerWith(taxId, "VALID");
  const create = vi.spyOn(Refund, "create").mockRejectedValue(new Error("The table is away."));
  await recheck(orderId);
  await recheck(orderId, { createdAt: Clock.iso(-4 * 3600) });
  const row = await rowOf(orderId);
  expect(row?.state).toBe("proven");
  expect(Date.parse(row?.dueAt ?? "")).toBeGreaterThan(Clock.now() + 30 * 60_000);
  await recheck(orderId, { createdAt: Clock.iso(-31 * 24 * 3600) });
  expect(await rowOf(orderId)).toMatchObject({ state: "closed" });
  const { remarks } = await Order.require(orderId);
  expect(remarks.map(({ text }) => text)).toContainEqual(expect.stringContaining("Refund it by hand."));
  create.mockRestore();
});

test("an order without a tax ID has nothing to check", async () => {
  const { sku } = await product();
  const { orderId } = await place(await readyCartOf({}, { sku }));
  await expect(Admin.checkTaxId({ orderId, ...byStaff() })).rejects.toMatchObject({ code: "tax_id.none" });
  expect(await rowOf(orderId)).toBeNull();
});

test("an order that got its tax back is no discrepancy", async () => {
  const { orderId, taxId } = await paidOrder();
  await answerWith(taxId, "VALID");
  await recheck(orderId);
  expect(await discrepancies(orderId)).toEqual([]);
});

test("an order without tax whose number nobody has confirmed is a discrepancy", async () => {
  const taxId = germanId("valid");
  const { orderId } = await uncheckedOrder({ taxId });
  expect(await discrepancies(orderId)).toEqual([]);
  await OrderEntity.patch({ orderId }).remove(["taxIdCheck"]).go();
  expect(await discrepancies(orderId)).toMatchObject([{ kind: "order.tax_unproven" }]);
});

test("an erased order keeps the proof of the check, without the number and its owner", async () => {
  const taxId = germanId("valid");
  const { orderId } = await uncheckedOrder({ taxId });
  const person = { erasureId: "ers_test", words: [], customerId: "", email: "" };
  await eraseOrder(orderId, person as unknown as Parameters<typeof eraseOrder>[1], {});
  const { taxIdCheck } = await Order.require(orderId);
  expect(taxIdCheck).toMatchObject({ taxId: "", result: "valid" });
  expect(taxIdCheck).not.toHaveProperty("name");
  for await (const rows of Dynamo.scan())
    for (const row of rows.filter((row) => row.orderId === orderId && row.__edb_e__ !== "cart"))
      expect(JSON.stringify(row)).not.toContain(taxId);
});

test("the number of an erased order is no longer checked", async () => {
  const { orderId, taxId } = await paidOrder();
  const person = { erasureId: "ers_test", words: [], customerId: "", email: "" };
  await eraseOrder(orderId, person as unknown as Parameters<typeof eraseOrder>[1], {});
  await recheck(orderId);
  expect(await rowOf(orderId)).toMatchObject({ state: "closed" });
  expect(await consultations(taxId)).toHaveLength(1);
});
