import { afterAll, beforeAll, expect, test } from "vitest";
import { contractTarget } from "./contract-target";
import { hat, refusal } from "./testing";

let target: Awaited<ReturnType<typeof contractTarget>>;
beforeAll(async () => {
  target = await contractTarget();
});
afterAll(() => target.close());

async function customerWithCard() {
  const { customers, paymentMethods } = target.stripe;
  const { id: customer } = await customers.create({ email: "cards@example.com" });
  const { id: card } = await paymentMethods.attach("pm_card_visa", { customer });
  return { customer, card };
}

test("a customer's default card must be attached to the customer", async () => {
  const { customers } = target.stripe;
  const [{ customer, card }, other] = [await customerWithCard(), await customerWithCard()];
  const chosen = await customers.update(customer, { invoice_settings: { default_payment_method: card } });
  expect(chosen.invoice_settings.default_payment_method).toBe(card);
  const foreign = { invoice_settings: { default_payment_method: other.card } };
  expect((await refusal(customers.update(customer, foreign))).statusCode).toBe(400);
  const cleared = await customers.update(customer, { invoice_settings: { default_payment_method: "" } });
  expect(cleared.invoice_settings.default_payment_method).toBeNull();
});

test("a detached card is no longer the default", async () => {
  const { customers, paymentMethods } = target.stripe;
  const { customer, card } = await customerWithCard();
  await customers.update(customer, { invoice_settings: { default_payment_method: card } });
  await paymentMethods.detach(card);
  const now = await customers.retrieve(customer);
  expect(now.deleted ? null : now.invoice_settings.default_payment_method).toBeNull();
  expect((await refusal(paymentMethods.detach(card))).statusCode).toBe(400);
});

test("cards that may be shown again can be listed separately", async () => {
  const { customers, paymentMethods } = target.stripe;
  const { customer, card } = await customerWithCard();
  const shown = () => customers.listPaymentMethods(customer, { allow_redisplay: "always" });
  expect((await shown()).data).toHaveLength(0);
  await paymentMethods.update(card, { allow_redisplay: "always" });
  expect((await shown()).data).toMatchObject([{ id: card, allow_redisplay: "always" }]);
});

test("a deleted customer has no cards", async () => {
  const { customers, paymentMethods } = target.stripe;
  const { customer, card } = await customerWithCard();
  await customers.del(customer);
  expect((await paymentMethods.retrieve(card)).customer).toBeNull();
});

test("a customer's session can offer to save the card", async () => {
  const { checkout } = target.stripe;
  const { customer } = await customerWithCard();
  const options = { payment_method_save: "enabled" } as const;
  const session = await checkout.sessions.create(hat({ customer, saved_payment_method_options: options }));
  expect(session.saved_payment_method_options).toMatchObject({
    allow_redisplay_filters: ["always"],
    payment_method_save: "enabled",
  });
  const nobody = checkout.sessions.create(hat({ saved_payment_method_options: options }));
  expect((await refusal(nobody)).statusCode).toBe(400);
});
