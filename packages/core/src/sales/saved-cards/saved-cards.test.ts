import { Checkout } from "@securecart/core/checkout";
import { Customer } from "@securecart/core/customer";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { SavedCards } from "@securecart/core/saved-cards";
import { StripeApi } from "@securecart/core/stripe";
import { expect, test } from "vitest";
import { customer } from "#test/customers";
import { control, pay, product, readyCart } from "#test/fixtures";

/** Makes a customer who saved a card of each number on the payment page of an order. */
async function customerWithCards(...numbers: string[]) {
  const who = await customer();
  const ref = { customerId: who.customerId };
  for (const number of numbers) {
    const { sku } = await product();
    const cartId = await readyCart({ sku });
    const { reviewed } = await Checkout.read({ cartId });
    const stripeCustomerId = (await SavedCards.customerAtStripe(ref)) ?? "";
    const { orderId } = await Checkout.place({ cartId, reviewed, ...ref, stripeCustomerId });
    const { location } = await pay((await Payment.start({ orderId })).url, number);
    expect(location).toContain("/orders/");
    expect(await Payment.settle({ orderId })).toMatchObject({ status: "authorized", stripeCustomerId });
  }
  return { ...who, ...ref };
}

const visa = "4242424242424242";
const mastercard = "5555555555554444";

test("an account has one customer at Stripe, however many requests create it at once", async () => {
  const { customerId, email } = await customer();
  const ask = () => SavedCards.customerAtStripe({ customerId });
  const ids = new Set([...(await Promise.all([ask(), ask(), ask()])), await ask()]);
  expect(ids.size).toBe(1);
  expect((await StripeApi.client().customers.list({ email })).data).toHaveLength(1);
  expect(await Customer.byId({ customerId })).toMatchObject({ stripeCustomerId: [...ids][0] });
});

test("a card saved on the payment page is listed, and can be removed", async () => {
  const { customerId } = await customerWithCards(visa);
  const [card] = await SavedCards.cards({ customerId });
  expect(card).toMatchObject({ brand: "visa", last4: "4242", expires: { month: 12, year: 2034 } });
  const ref = { customerId, cardId: card?.cardId ?? "" };
  await SavedCards.removeCard(ref);
  await SavedCards.removeCard(ref);
  expect(await SavedCards.cards({ customerId })).toEqual([]);
});

test("one card is the default and comes first", async () => {
  const { customerId } = await customerWithCards(visa, mastercard);
  for (const last4 of ["4242", "4444"]) {
    const cards = await SavedCards.cards({ customerId });
    const cardId = cards.find((card) => card.last4 === last4)?.cardId ?? "";
    await SavedCards.setDefaultCard({ customerId, cardId });
    expect((await SavedCards.cards({ customerId }))[0]).toMatchObject({ last4, isDefault: true });
  }
});

test("a customer cannot see, remove or choose another customer's card", async () => {
  const owner = await customerWithCards(visa);
  const [card] = await SavedCards.cards({ customerId: owner.customerId });
  const other = await customerWithCards(mastercard);
  const nobody = await customer();
  for (const { customerId } of [other, nobody]) {
    const foreign = { customerId, cardId: card?.cardId ?? "" };
    await expect(SavedCards.removeCard(foreign)).rejects.toMatchObject({ code: "wallet.unknown_card" });
    await expect(SavedCards.setDefaultCard(foreign)).rejects.toMatchObject({ code: "wallet.unknown_card" });
  }
  expect(await SavedCards.cards({ customerId: owner.customerId })).toHaveLength(1);
  expect(await SavedCards.cards({ customerId: nobody.customerId })).toEqual([]);
});

test.each(["pm_unknown", "pm_"])("%j is not the id of a card", async (cardId) => {
  const { customerId } = await customer();
  await expect(async () => SavedCards.removeCard({ customerId, cardId })).rejects.toThrow();
});

test("the payment page of an order is requested with the same parameters each time, so that it is the same page", async () => {
  const { customerId, email } = await customer();
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const { reviewed } = await Checkout.read({ cartId });
  const stripeCustomerId = (await SavedCards.customerAtStripe({ customerId })) ?? "";
  const { orderId } = await Checkout.place({ cartId, reviewed, customerId, stripeCustomerId });
  const { url } = await Payment.start({ orderId });
  expect((await Payment.start({ orderId })).url).toBe(url);
  expect(await (await fetch(url)).text()).toContain(email);
  expect(await Order.require(orderId)).toMatchObject({ customerId, stripeCustomerId });
});

test("without Stripe no customer is created, and the list of cards is refused as unavailable", async () => {
  const { customerId } = await customerWithCards(visa);
  const fresh = await customer();
  const down = { method: "POST", status: 503, times: 3 };
  await control("requests/faults", { ...down, path: "/v1/customers", about: fresh.customerId });
  expect(await SavedCards.customerAtStripe({ customerId: fresh.customerId })).toBeNull();
  const { stripeCustomerId } = (await Customer.byId({ customerId })) ?? {};
  const path = `/v1/customers/${stripeCustomerId}`;
  await control("requests/faults", { method: "GET", status: 503, times: 6, path });
  await expect(SavedCards.cards({ customerId })).rejects.toMatchObject({ code: "wallet.unavailable" });
  expect(await SavedCards.customerAtStripe({ customerId: fresh.customerId })).toMatch(/^cus_/);
});

test("an erased account has no customer and no cards at Stripe, also when it is erased twice", async () => {
  const { customerId, email } = await customerWithCards(visa);
  const { stripeCustomerId = "" } = (await Customer.byId({ customerId })) ?? {};
  const forget = () => SavedCards.forget({ customerId, stripeCustomerId, email });
  expect(await forget()).toBe(1);
  expect(await forget()).toBe(0);
  expect((await StripeApi.client().customers.list({ email })).data).toEqual([]);
});
