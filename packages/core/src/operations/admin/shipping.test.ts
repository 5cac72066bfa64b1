import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Order } from "@securecart/core/order";
import { Pricing } from "@securecart/core/pricing";
import { Settings, type ShippingMethod, type Tariff } from "@securecart/core/settings";
import { SettingsCheck } from "@securecart/core/settings-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requestsOf } from "#test/accounts";
import { contact, product, unique } from "#test/fixtures";

/** Guam: no other test delivers there. */
const guam = { line1: "1 Marine Drive", city: "Hagatna", region: "GU", postalCode: "96910", country: "US" };

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });
const flat = (USD: number): Tariff => ({ by: "flat", prices: { USD, EUR: USD } });
const method = (more: Partial<ShippingMethod> = {}) => ({
  name: "Boat",
  description: "",
  active: true,
  tariff: flat(3_000),
  freeFrom: {},
  transit: { min: 10, max: 20 },
  ...more,
});
const zone = (more: object = {}) => ({
  name: "Islands",
  places: [] as string[],
  restOfWorld: false,
  holidays: [],
  ...more,
});

const zones = async () => (await Settings.read("shipping")).zones;
const zoneOf = async (id: string) => (await zones()).find((one) => one.id === id);
const seenZone = async (id: string) => Admin.digestOf(Admin.zonePart(await zoneOf(id)));

async function reset() {
  for (const group of ["shipping", "taxes"] as const)
    await Settings.change(group, Settings.parse(group, {}), by());
}
beforeAll(reset);
afterAll(reset);

async function newZone(more: object = {}) {
  const { zoneId } = await Admin.saveZone({ zone: zone({ name: unique(), ...more }), seen: "", ...by() });
  return zoneId;
}

/** Returns a cart at the review, for delivery to Guam. */
async function cartToGuam() {
  const { sku } = await product({ price: 5_000 });
  const cartId = Cart.newId();
  await Cart.add({ cartId, sku, quantity: 1 });
  await Checkout.setContact({ cartId, contact, address: guam });
  const [option] = (await Checkout.read({ cartId })).deliveryOptions;
  await Checkout.setDelivery({ cartId, delivery: option?.id ?? "" });
  return cartId;
}

test("a new zone with a method and a tax rate is what a shopper there is offered, pays and sees on the order", async () => {
  const refused = cartToGuam();
  await expect(refused).rejects.toMatchObject({ code: "checkout.no_delivery" });
  const zoneId = await newZone({ places: ["US-GU"] });
  await expect(cartToGuam()).rejects.toMatchObject({ code: "checkout.no_delivery" });
  const { methodId } = await Admin.saveMethod({ zoneId, method: method(), seen: "", ...by() });
  await Admin.saveTaxArea({
    isNew: true,
    entry: {
      area: "US-GU",
      inclusive: false,
      shippingClass: "standard",
      rates: [{ from: null, standard: 500, reduced: 0 }],
    },
    seen: "",
    ...by(),
  });
  const cartId = await cartToGuam();
  const shown = await Checkout.read({ cartId });
  expect(shown.deliveryOptions).toMatchObject([{ id: methodId, label: "Boat", amount: 3_000 }]);
  expect(shown.totals).toMatchObject({ shipping: 3_000, tax: 400, total: 8_400 });
  const { orderId } = await Checkout.place({ cartId, reviewed: shown.reviewed });
  const { delivery, tax, totals } = await Order.require(orderId);
  expect(delivery).toMatchObject({ id: methodId, amount: 3_000, promise: shown.deliveryOptions[0]?.promise });
  expect(tax?.rates.standard).toBe(500);
  expect(totals.total).toBe(8_400);
  // A later change is of no matter to the order.
  await Admin.removeZone({ zoneId, seen: await seenZone(zoneId), ...by() });
  expect((await Order.require(orderId)).delivery).toEqual(delivery);
  await expect(cartToGuam()).rejects.toMatchObject({ code: "checkout.no_delivery" });
});

test("a price or tax rate that changes during the review is shown before it is charged", async () => {
  const zoneId = await newZone({ places: ["US-GU"] });
  const { methodId } = await Admin.saveMethod({ zoneId, method: method(), seen: "", ...by() });
  const cartId = await cartToGuam();
  const { reviewed } = await Checkout.read({ cartId });
  const seen = Admin.digestOf((await zoneOf(zoneId))?.methods[0]);
  await Admin.saveMethod({ zoneId, methodId, method: method({ tariff: flat(4_000) }), seen, ...by() });
  await expect(Checkout.place({ cartId, reviewed })).rejects.toMatchObject({ code: "checkout.changed" });
  const again = await Checkout.read({ cartId });
  expect(again.totals.shipping).toBe(4_000);
  const { orderId } = await Checkout.place({ cartId, reviewed: again.reviewed });
  expect((await Order.require(orderId)).totals).toEqual(again.totals);
  await Admin.removeZone({ zoneId, seen: await seenZone(zoneId), ...by() });
});

test("the rules cost checkout no request of their own", async () => {
  const zoneId = await newZone({ places: ["US-GU"] });
  await Admin.saveMethod({ zoneId, method: method(), seen: "", ...by() });
  const cartId = await cartToGuam();
  const { reviewed } = await Checkout.read({ cartId });
  expect(await requestsOf(() => Checkout.read({ cartId }))).toHaveLength(2);
  expect(await requestsOf(() => Checkout.place({ cartId, reviewed }))).toHaveLength(3);
  await Admin.removeZone({ zoneId, seen: await seenZone(zoneId), ...by() });
});

test("a change is audited, the same request changes once, and an undo takes it back", async () => {
  const request = { zone: zone({ name: unique(), places: ["US-AS"] }), seen: "", ...by() };
  const { zoneId } = await Admin.saveZone(request);
  expect(await Admin.saveZone(request)).toEqual({ zoneId });
  expect((await zones()).filter(({ id }) => id === zoneId)).toHaveLength(1);
  const { last } = await Settings.current("shipping");
  const { rows } = await Audit.list({ subject: "settings:shipping" });
  expect(rows[0]).toMatchObject({ auditId: last?.auditId, action: "settings.change" });
  await Settings.undo("shipping", { auditId: last?.auditId ?? "", ...by() });
  expect(await zoneOf(zoneId)).toBeUndefined();
});

test("two people who edit different zones both succeed; of two who edit the same one, the second is told", async () => {
  const [first, second] = [await newZone(), await newZone()];
  const seen = { first: await seenZone(first), second: await seenZone(second) };
  const rename = (zoneId: string, name: string, known: string) =>
    Admin.saveZone({ zoneId, zone: zone({ name }), seen: known, ...by() });
  await Promise.all([rename(first, "First", seen.first), rename(second, "Second", seen.second)]);
  expect([await zoneOf(first), await zoneOf(second)]).toMatchObject([{ name: "First" }, { name: "Second" }]);
  await expect(rename(first, "Again", seen.first)).rejects.toMatchObject({ code: "settings.changed" });
  // Methods have forms of their own: a new one does not disturb the form of the zone.
  const now = await seenZone(first);
  await Admin.saveMethod({ zoneId: first, method: method(), seen: "", ...by() });
  await rename(first, "Again", now);
  expect(await zoneOf(first)).toMatchObject({ name: "Again", methods: [{ name: "Boat" }] });
  for (const zoneId of [first, second])
    await Admin.removeZone({ zoneId, seen: await seenZone(zoneId), ...by() });
  await expect(rename(first, "Gone", now)).rejects.toMatchObject({ code: "settings.gone" });
});

test("what cannot work is refused: a place of another zone, a method without a price", async () => {
  await expect(newZone({ places: ["FR"] })).rejects.toThrow("France is in the zone Europe already.");
  const zoneId = await newZone();
  const free = method({ tariff: { by: "flat", prices: {} } });
  await expect(Admin.saveMethod({ zoneId, method: free, seen: "", ...by() })).rejects.toMatchObject({
    code: "shipping.no_price",
  });
  await Admin.removeZone({ zoneId, seen: await seenZone(zoneId), ...by() });
});

test("shoppers see methods in the order that the merchant gave them", async () => {
  const zoneId = await newZone();
  for (const name of ["One", "Two", "Three"])
    await Admin.saveMethod({ zoneId, method: method({ name }), seen: "", ...by() });
  const methodId = (await zoneOf(zoneId))?.methods[2]?.id ?? "";
  await Admin.raiseMethod({ zoneId, methodId, ...by() });
  expect((await zoneOf(zoneId))?.methods.map(({ name }) => name)).toEqual(["One", "Three", "Two"]);
  const seen = Admin.digestOf((await zoneOf(zoneId))?.methods[1]);
  await Admin.removeMethod({ zoneId, methodId, seen, ...by() });
  expect((await zoneOf(zoneId))?.methods.map(({ name }) => name)).toEqual(["One", "Two"]);
  await Admin.removeZone({ zoneId, seen: await seenZone(zoneId), ...by() });
});

test("the calendar and the registrations are saved, and the settings page warns of what does not fit", async () => {
  const shipping = await Settings.read("shipping");
  const handling = { ...shipping.handling, days: 2, closedDays: ["12-25"] };
  const seen = Admin.digestOf(Admin.calendarPart(shipping));
  await Admin.saveCalendar({ handling, excluded: ["FO"], seen, ...by() });
  expect(await Settings.read("shipping")).toMatchObject({ handling, excluded: ["FO"] });
  const taxes = await Settings.read("taxes");
  const part = Admin.registrationPart(taxes);
  const registrations = part.registrations.filter(({ area }) => area !== "US-WA");
  await Admin.saveRegistrations({ ...part, registrations, seen: Admin.digestOf(part), ...by() });
  const texas = taxes.areas.find(({ area }) => area === "US-TX");
  await Admin.removeTaxArea({ area: "US-TX", seen: Admin.digestOf(texas), ...by() });
  const { problems } = await SettingsCheck.run();
  expect(problems.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      "You charge tax in Washington but have entered no registration for it.",
      "You are registered in Texas but have no tax rate for it.",
    ]),
  );
  await Admin.applyTaxTemplate({ template: "states", ...by() });
  const after = (await SettingsCheck.run()).problems.map(({ message }) => message);
  expect(after.filter((message) => /Texas|Washington/.test(message))).toEqual([]);
  expect(Pricing.taxedAreaOf(await Settings.read("taxes"), "US-TX")).toEqual(texas);
});
