import { randomUUID } from "node:crypto";
import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Clock } from "@securecart/core/clock";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import type { TaxId } from "@securecart/core/tax-id";
import { expect, test } from "vitest";
import { contact, place, product, readyCartOf } from "#test/fixtures";
import { answerWith, consultations, germanId } from "#test/vies";
import { CartEntity } from "../cart/cart.entity";

const german = { line1: "Alexanderplatz 1", city: "Berlin", postalCode: "10178", country: "DE" };
const of = (taxId: string) => ({ ...contact, taxId });

/** Makes a German business's cart of 119 dollars. Returns it with its checkout. */
async function businessCart(taxId: string) {
  const { sku } = await product({ price: 11_900 });
  const cartId = await readyCartOf({ contact: of(taxId), address: german }, { sku });
  return { cartId, sku, shown: await Checkout.read({ cartId }) };
}

async function age(cartId: string, check: TaxId.Check | null, seconds: number) {
  if (!check) throw new Error("This cart has no check that could grow older.");
  await CartEntity.patch({ cartId })
    .set({ taxIdCheck: { ...check, at: Clock.iso(-seconds) } })
    .go();
}

test("with a confirmed number no VAT is charged, and the order has the evidence", async () => {
  const taxId = germanId("valid");
  const { cartId, shown } = await businessCart(taxId);
  expect(shown.totals).toMatchObject({ exempt: "reverse_charge", tax: 0 });
  expect(shown.taxId).toMatchObject({ state: "confirmed" });
  const { orderId } = await place(cartId);
  const order = await Order.require(orderId);
  expect(order.totals.total).toBe(shown.totals.total);
  expect(order).toMatchObject({
    tax: { exempt: "reverse_charge" },
    taxIdCheck: { taxId, result: "valid", name: "Test Trading Company" },
  });
  expect(JSON.stringify(order.taxIdCheck)).not.toContain("Registry Road");
});

test("a number that the register does not know is refused, and nothing is saved", async () => {
  const { sku } = await product();
  const cartId = await readyCartOf({}, { sku });
  const before = await Cart.read({ cartId });
  const set = Checkout.setContact({ cartId, contact: of(germanId("invalid")), address: german });
  await expect(set).rejects.toMatchObject({
    code: "checkout.tax_id_not_registered",
    message: expect.stringContaining("Enter another one, or leave the field empty."),
  });
  expect(await Cart.read({ cartId })).toEqual({ ...before, automatics: expect.anything() });
});

test("with a number that cannot be checked VAT is charged, and the order continues", async () => {
  const taxId = germanId("unavailable");
  const { cartId, shown } = await businessCart(taxId);
  expect(shown.totals).toMatchObject({ exempt: null, relief: 0 });
  expect(shown.totals.tax).toBeGreaterThan(0);
  expect(shown.taxId).toMatchObject({ state: "unchecked", text: expect.stringContaining("refund it once") });
  const { orderId } = await place(cartId);
  expect(await Order.require(orderId)).toMatchObject({
    status: "pending",
    totals: { total: shown.totals.total },
    taxIdCheck: { taxId, result: "unavailable", reason: "MS_UNAVAILABLE" },
  });
  expect((await Payment.start({ orderId })).url).toContain("http");
});

test("a cart asks the register once about a number, however often checkout is shown", async () => {
  const taxId = germanId("valid");
  const { cartId, sku } = await businessCart(taxId);
  await Checkout.setContact({ cartId, contact: { ...of(taxId), name: "Grace Hopper" }, address: german });
  await Cart.setQuantity({ cartId, sku, quantity: 2 });
  await Checkout.setDelivery({ cartId, delivery: "standard" });
  for (let i = 0; i < 3; i++) await Checkout.read({ cartId });
  await place(cartId);
  expect(await consultations(taxId)).toHaveLength(1);
  const { cartId: another } = await businessCart(taxId);
  expect(another).not.toBe(cartId);
  expect(await consultations(taxId)).toHaveLength(2);
});

test("an old confirmation is renewed before the order is placed", async () => {
  const taxId = germanId("valid");
  const { cartId, shown } = await businessCart(taxId);
  await age(cartId, shown.cart.taxIdCheck, 25 * 3600);
  const { orderId } = await place(cartId);
  expect(await consultations(taxId)).toHaveLength(2);
  const { taxIdCheck } = await Order.require(orderId);
  expect(taxIdCheck?.at && taxIdCheck.at > Clock.iso(-600)).toBe(true);
});

test("a confirmation that was withdrawn since requires another review, and no order is placed", async () => {
  const taxId = germanId("valid");
  const { cartId, shown } = await businessCart(taxId);
  await age(cartId, shown.cart.taxIdCheck, 25 * 3600);
  await answerWith(taxId, "INVALID");
  await expect(Checkout.place({ cartId, reviewed: shown.reviewed })).rejects.toMatchObject({
    code: "checkout.tax_id_not_registered",
  });
  const now = await Checkout.read({ cartId });
  expect(now).toMatchObject({ next: "contact", taxId: { state: "refused" }, cart: { orderId: null } });
  await Checkout.setContact({ cartId, contact, address: german });
  expect((await Checkout.read({ cartId })).cart.taxIdCheck).toBeNull();
  expect((await Order.require((await place(cartId)).orderId)).totals.exempt).toBeNull();
});

test("a number confirmed between review and order is shown before it is charged", async () => {
  const taxId = germanId("unavailable");
  const { cartId, shown } = await businessCart(taxId);
  await answerWith(taxId, "VALID");
  await age(cartId, shown.cart.taxIdCheck, 600);
  await expect(Checkout.place({ cartId, reviewed: shown.reviewed })).rejects.toMatchObject({
    code: "checkout.changed",
  });
  const now = await Checkout.read({ cartId });
  expect(now.totals.total).toBeLessThan(shown.totals.total);
  const { orderId } = await place(cartId);
  expect((await Order.require(orderId)).totals.total).toBe(now.totals.total);
});

test("two clicks without the register are one order", async () => {
  const taxId = germanId("unavailable");
  const { cartId, shown } = await businessCart(taxId);
  await age(cartId, shown.cart.taxIdCheck, 600);
  const clicks = await Promise.all([1, 2].map(() => Checkout.place({ cartId, reviewed: shown.reviewed })));
  expect(clicks[0]).toEqual(clicks[1]);
});

test("a number on which the tax does not depend is saved without asking the register", async () => {
  const irish = { line1: "1 O’Connell Street", city: "Dublin", postalCode: "D01 F5P2", country: "IE" };
  const { sku } = await product({ price: 12_300 });
  const cartId = await readyCartOf({ contact: of("IE1000000H"), address: irish }, { sku });
  const before = (await consultations("IE1000000H")).length;
  const { totals, taxId } = await Checkout.read({ cartId });
  expect(totals.exempt).toBeNull();
  expect(totals.tax).toBeGreaterThan(0);
  expect(taxId).toMatchObject({
    state: "no_effect",
    text: expect.stringContaining("VAT is charged all the same"),
  });
  const { orderId } = await place(cartId);
  expect(await Order.require(orderId)).toMatchObject({ contact: { taxId: "IE1000000H" }, taxIdCheck: null });
  expect(await consultations("IE1000000H")).toHaveLength(before);
});

test("a cart from before numbers were checked is checked when it is ordered", async () => {
  const taxId = germanId("valid");
  const { cartId } = await businessCart(taxId);
  await CartEntity.patch({ cartId }).remove(["taxIdCheck"]).go();
  const shown = await Checkout.read({ cartId });
  expect(shown.totals.exempt).toBeNull();
  await expect(Checkout.place({ cartId, reviewed: shown.reviewed })).rejects.toMatchObject({
    code: "checkout.changed",
  });
  expect((await Checkout.read({ cartId })).totals.exempt).toBe("reverse_charge");
});

test("a cart with a number that is no longer accepted goes back to the contact step", async () => {
  const { cartId } = await businessCart(germanId("valid"));
  await CartEntity.patch({ cartId })
    .set({ contact: of("DE136695976") })
    .go();
  const shown = await Checkout.read({ cartId });
  expect(shown).toMatchObject({ next: "contact", totals: { exempt: null } });
  await expect(Checkout.place({ cartId, reviewed: shown.reviewed })).rejects.toMatchObject({
    code: "checkout.incomplete",
  });
});

test("the form cannot be used to search the register", async () => {
  const { sku } = await product();
  const from = `2001:db8:${randomUUID().slice(0, 4)}::1`;
  const cartId = await readyCartOf({}, { sku });
  const guess = () =>
    Checkout.setContact({ cartId, contact: of(germanId("invalid")), address: german, from }).catch(
      (error) => error.code,
    );
  const codes: string[] = [];
  for (let i = 0; i < 12; i++) codes.push(await guess());
  expect(codes.slice(0, 10)).toEqual(Array(10).fill("checkout.tax_id_not_registered"));
  expect(codes.slice(10)).toEqual(Array(2).fill("throttle.too_many"));
  await Checkout.setContact({ cartId, contact, address: german, from });
});
