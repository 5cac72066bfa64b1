import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Customer } from "@securecart/core/customer";
import { Order } from "@securecart/core/order";
import { expect, test } from "vitest";
import { customer } from "#test/customers";
import { address, contact, place, product, readyCart, readyCartOf } from "#test/fixtures";
import { AddressEntity } from "../../accounts/customer/address.entity";
import { OrderEntity } from "../order/order.entity";

const losAngeles = { ...address, region: "California", postalCode: "90001", city: "Los Angeles" };
const here = { name: "Ada Lovelace" };

test("sales tax is charged however the state is spelled, and the order keeps territory and canonical address", async () => {
  const totals = [];
  for (const region of ["California", "Calif.", "CA", ""]) {
    const { sku } = await product({ price: 10_000 });
    const cartId = await readyCartOf({ address: { ...losAngeles, region } }, { sku });
    const order = await Order.require((await place(cartId)).orderId);
    expect(order).toMatchObject({ territory: "US-CA", address: { region: "CA", postalCode: "90001" } });
    totals.push(order.totals.tax);
  }
  // 7.25 % of the goods and of express delivery.
  expect(totals).toEqual([833, 833, 833, 833]);
});

test("an order to the Canary Islands has no tax and is an international parcel", async () => {
  const { sku } = await product({ price: 10_000 });
  const cartId = await readyCart({ sku });
  const canary = { line1: "Calle Mayor 1", city: "Las Palmas", postalCode: "35001", country: "ES" };
  await Checkout.setContact({ cartId, contact, address: canary });
  expect((await Checkout.read({ cartId })).deliveryOptions.map(({ id }) => id)).toEqual(["international"]);
  await Checkout.setDelivery({ cartId, delivery: "international" });
  const { orderId } = await place(cartId);
  expect(await Order.require(orderId)).toMatchObject({
    territory: "ES-CN",
    totals: { tax: 0, subtotal: 10_000, total: 11_990 },
    delivery: { description: "5 to 10 working days, insured" },
  });
});

test("an order to Northern Ireland contains the United Kingdom's tax, one to London none", async () => {
  const taxTo = async (postalCode: string, city: string) => {
    const { sku } = await product({ price: 12_000 });
    const cartId = await readyCart({ sku });
    await Checkout.setContact({
      cartId,
      contact,
      address: { line1: "High St 1", city, postalCode, country: "GB" },
    });
    await Checkout.setDelivery({ cartId, delivery: "international" });
    return (await Checkout.read({ cartId })).totals;
  };
  expect(await taxTo("bt1 5gs", "Belfast")).toMatchObject({ taxIncluded: true, tax: 2_000 + 332 });
  expect(await taxTo("SW1A 1AA", "London")).toMatchObject({ taxIncluded: false, tax: 0 });
});

test("military mail is offered no express and no number of days", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const apo = { line1: "PSC 3 Box 1000", city: "A.P.O.", region: "", postalCode: "09128", country: "US" };
  await Checkout.setContact({ cartId, contact, address: apo });
  const { deliveryOptions, address: noted, next } = await Checkout.read({ cartId });
  expect(deliveryOptions.map(({ label }) => label)).toEqual(["Military mail"]);
  expect(deliveryOptions[0]?.description).not.toMatch(/day.*\d|\d.*day/);
  expect(noted).toMatchObject({ city: "APO", region: "AE" });
  expect(next, "express was chosen for the address before").toBe("delivery");
});

test.each([
  ["region", { region: "XX" }],
  ["postalCode", { postalCode: "abc" }],
  ["postalCode", { region: "CA" }],
  ["country", { country: "GR" }],
])(
  "a cart whose stored address no longer has a place asks for it at %s and is not ordered",
  async (field, change) => {
    const { sku } = await product();
    const cartId = await readyCart({ sku });
    const outdated = { ...address, ...change };
    await Cart.saveDetails({ cartId, details: { address: outdated } });
    const { next, place: found, address: shown, addressProblem, reviewed } = await Checkout.read({ cartId });
    expect({ next, found, shown }).toEqual({ next: "contact", found: null, shown: outdated });
    expect(addressProblem).toMatchObject({ refused: field });
    await expect(Checkout.place({ cartId, reviewed })).rejects.toMatchObject({ code: "checkout.incomplete" });
  },
);

test("a cart whose stored address has another spelling is ordered without a question", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  await Cart.saveDetails({ cartId, details: { address: { ...address, region: "oregon" } } });
  const { orderId } = await place(cartId);
  expect(await Order.require(orderId)).toMatchObject({ territory: "US-OR", address: { region: "OR" } });
});

test("an order from before places were found is read without a territory", async () => {
  const { sku } = await product();
  const { orderId } = await place(await readyCart({ sku }));
  await OrderEntity.patch({ orderId }).remove(["territory"]).go();
  expect((await Order.require(orderId)).territory).toBeNull();
});

test("the address book stores addresses in the form of their country, and recognizes another spelling", async () => {
  const { customerId } = await customer();
  const { addressId } = await Customer.addAddress({ customerId, address: { ...losAngeles, ...here } });
  const read = async () => (await Customer.byId({ customerId }))?.addresses ?? [];
  expect(await read()).toMatchObject([{ region: "CA", postalCode: "90001" }]);
  await AddressEntity.patch({ customerId, addressId }).set({ region: "Calif." }).go();
  expect(await Customer.addAddress({ customerId, address: { ...losAngeles, ...here } })).toEqual({
    addressId,
  });
  expect(await read()).toHaveLength(1);
});

test("an address without a place is not added to the address book", async () => {
  const { customerId } = await customer();
  const wrong = { ...losAngeles, ...here, postalCode: "97201" };
  const refusal = { code: "place.contradiction", field: "postalCode" };
  await expect(Customer.addAddress({ customerId, address: wrong })).rejects.toMatchObject(refusal);
  const { addressId } = await Customer.addAddress({ customerId, address: { ...losAngeles, ...here } });
  await expect(Customer.changeAddress({ customerId, addressId, address: wrong })).rejects.toMatchObject(
    refusal,
  );
});

test("an Irish address needs no Eircode", async () => {
  const { customerId } = await customer();
  const irish = { line1: "1 Main Street", city: "Cork", postalCode: "", country: "IE", ...here };
  await Customer.addAddress({ customerId, address: irish });
  const [saved] = (await Customer.byId({ customerId }))?.addresses ?? [];
  expect(saved).toMatchObject({ postalCode: "", city: "Cork" });
});
