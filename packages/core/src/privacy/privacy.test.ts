import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Cart } from "@securecart/core/cart";
import { Challenge } from "@securecart/core/challenge";
import { Checkout } from "@securecart/core/checkout";
import { Customer } from "@securecart/core/customer";
import { Dynamo } from "@securecart/core/dynamo";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Privacy } from "@securecart/core/privacy";
import { Promotion } from "@securecart/core/promotion";
import { Return } from "@securecart/core/return";
import { Session } from "@securecart/core/session";
import { Throttle } from "@securecart/core/throttle";
import { expect, test, vi } from "vitest";
import { customer } from "../../test/customers";
import { pay, product, readyCartOf, unique } from "../../test/fixtures";

const by = { actor: "staff:test" };

/** Somebody whose every word is found nowhere else in the table. */
function stranger() {
  const word = unique().toLowerCase();
  return {
    email: `${word}@example.com`,
    name: `Q${word}name`,
    phone: `+1 555 ${String(Math.random()).slice(2, 9)}`,
    line1: `9 X${word}street`,
    line2: `Floor Y${word}`,
    city: `Z${word}city`,
    postalCode: `P${word}`.slice(0, 16),
    note: `N${word}note`,
  };
}
type Stranger = ReturnType<typeof stranger>;

const addressOf = ({ line1, line2, city, postalCode }: Stranger) => ({
  line1,
  line2,
  city,
  postalCode,
  region: "OR",
  country: "US",
});

/** Buys something as a guest or as a customer; with a code of the shop's. */
async function buy(who: Stranger, { customerId, code }: { customerId?: string; code?: string } = {}) {
  const { sku } = await product();
  const { email, name, phone } = who;
  const cartId = await readyCartOf({ contact: { email, name, phone }, address: addressOf(who) }, { sku });
  if (code) await Checkout.applyCoupon({ cartId, code });
  const { reviewed } = await Checkout.read({ cartId });
  const { orderId } = await Checkout.place({ cartId, reviewed, ...(customerId && { customerId }) });
  await pay((await Payment.start({ orderId })).url);
  await Payment.settle({ orderId });
  return { orderId, sku };
}

async function deliver(orderId: string) {
  await Payment.capture({ orderId });
  await Fulfillment.pack({ orderId, ...by });
  await Fulfillment.ship({ orderId, carrier: "Pigeon Post", tracking: `T${unique()}`, ...by });
  await Fulfillment.deliver({ orderId, ...by });
}

/** Everything that a shop may come to know of somebody. */
async function lived() {
  const who = stranger();
  const { customerId, cartId } = await customer({ email: who.email, name: who.name });
  await Customer.addAddress({
    customerId,
    address: { ...addressOf(who), name: who.name, phone: who.phone },
  });
  await Customer.setProfile({ customerId, name: who.name, phone: who.phone });
  const origin = "203.0.113.77";
  const { token } = await Session.begin({
    subject: customerId,
    audience: "shop",
    methods: ["password"],
    device: "Firefox",
    origin,
  });
  await Challenge.create({ purpose: "sign_in", email: who.email });
  await Throttle.take({ what: "sign_in", account: who.email, origin });
  const code = `ONCE${unique().slice(-8)}`;
  await Promotion.save({
    code,
    label: "Ten off",
    benefit: { kind: "percent", percent: 10 },
    perCustomer: 1,
  });
  const guests = await buy(who);
  const { orderId, sku } = await buy(who, { customerId, code });
  await deliver(guests.orderId);
  await deliver(orderId);
  await Return.request({
    orderId,
    lines: [{ sku, quantity: 1 }],
    reason: "damaged",
    note: who.note,
    requestId: randomUUID(),
  });
  await Admin.refund({
    orderId,
    lines: [{ sku, quantity: 1, restock: false }],
    reason: `${who.name} of ${who.line1} called: ${who.email}`,
    ...by,
    requestId: randomUUID(),
  });
  // A cart that was left behind in another browser.
  await readyCartOf(
    { contact: { email: who.email, name: who.name, phone: who.phone }, address: addressOf(who) },
    { sku },
  );
  const forgotten = await readyCartOf({ contact: { email: who.email, name: who.name } }, { sku });
  return { who, customerId, cartId, orderId, guests: guests.orderId, token, code, forgotten };
}

async function found(words: string[]) {
  const rows: string[] = [];
  for await (const items of Dynamo.scan())
    for (const item of items) {
      const text = JSON.stringify(item, (_, value) => (value instanceof Set ? [...value] : value));
      for (const word of words)
        if (text.toLowerCase().includes(word.toLowerCase())) rows.push(`${item.__edb_e__}: ${word}`);
    }
  return rows;
}

async function erase(customerId: string) {
  const { erasureId } = await Privacy.beginErasure({ customerId });
  expect(await Privacy.advanceErasure({ erasureId, milliseconds: 60_000 })).toEqual({ done: true });
  return erasureId;
}

test("an export holds all of a person and no secret", async () => {
  const { who, customerId, orderId, guests, code } = await lived();
  const all = await Privacy.exportAll({ customerId });
  const text = JSON.stringify(all);
  for (const word of Object.values(who)) expect(text, word).toContain(word);
  for (const word of [orderId, guests, code]) expect(text, word).toContain(word);
  expect(all.sessions).toHaveLength(1);
  expect(all.challenges).toMatchObject([{ purpose: "sign_in" }]);
  expect(text).not.toMatch(/hash|secret|taskToken|argon/i);
});

test("after erasing, no row has a word of the person, and the orders stand with their totals", async () => {
  const { who, customerId, orderId, guests, token } = await lived();
  const before = await Order.require(orderId);
  const words = [...Object.values(who), customerId, Promotion.customerOf(who.email)];
  expect((await found([who.email])).length).toBeGreaterThan(5);
  const erasureId = await erase(customerId);
  expect(await found(words)).toEqual([]);
  expect(await Session.read({ token, audience: "shop" })).toBeNull();
  for (const id of [orderId, guests]) {
    const order = await Order.require(id);
    expect(order).toMatchObject({
      customerId: null,
      origin: null,
      contact: { email: "", name: "" },
      address: { line1: "", city: "", postalCode: "", region: "OR", country: "US" },
    });
  }
  const after = await Order.require(orderId);
  expect(after.totals).toEqual(before.totals);
  expect(after.refunds).toHaveLength(1);
  expect(after.coupon).toMatchObject({ customer: erasureId });
  expect(await Order.ofBuyer({ email: who.email })).toEqual([]);
  expect(await Customer.byId({ customerId })).toBeNull();
});

test("the certificate is ours, names nobody and counts what was touched", async () => {
  const { who, customerId } = await lived();
  const erasureId = await erase(customerId);
  const { certificate = "" } = (await Privacy.erasure({ erasureId })) ?? {};
  expect(Privacy.isGenuine(certificate ?? "")).toBe(true);
  expect(Privacy.isGenuine((certificate ?? "").replace(/"order": \d+/, '"order": 9'))).toBe(false);
  const facts = JSON.parse(certificate ?? "");
  expect(facts.subject).toBe(Privacy.digestOf(customerId));
  expect(facts.counts).toMatchObject({ customer: 1, order: 2, address: 1, session: 1, emailowner: 1 });
  expect(facts.counts.left).toBeUndefined();
  for (const word of [...Object.values(who), customerId]) expect(certificate).not.toContain(word);
  const link = Privacy.token(erasureId);
  expect(Privacy.open(link)).toBe(erasureId);
  for (const forged of ["", erasureId, `${link}x`, link.slice(0, -1), `${link.slice(0, -1)}_`])
    expect(Privacy.open(forged)).toBeNull();
});

test("erasing twice, or by two at once, is erasing once", async () => {
  const { customerId, who } = await lived();
  const { erasureId } = await Privacy.beginErasure({ customerId });
  expect(await Privacy.beginErasure({ customerId })).toEqual({ erasureId });
  const ahead = () => Privacy.advanceErasure({ erasureId, milliseconds: 60_000 });
  await Promise.allSettled([ahead(), ahead(), ahead()]);
  expect(await ahead()).toEqual({ done: true });
  expect(await Privacy.beginErasure({ customerId })).toEqual({ erasureId });
  expect(await found(Object.values(who))).toEqual([]);
});

test("killed half-way it goes on where it stood", async () => {
  const { customerId, who } = await lived();
  const { erasureId } = await Privacy.beginErasure({ customerId });
  // One step at a time, as if the process died after each; the sweeper does the rest.
  await Privacy.advanceErasure({ erasureId, milliseconds: 0 });
  const realSend = Dynamo.client.send.bind(Dynamo.client);
  let left = 20;
  const dying = vi.spyOn(Dynamo.client, "send").mockImplementation((async (command: never) => {
    if (left-- < 0) throw new Error("The process died.");
    return realSend(command);
  }) as never);
  for (let life = 0; life < 3; life++) {
    left = 10 + 8 * life;
    await Privacy.advanceErasure({ erasureId }).catch(() => undefined);
  }
  dying.mockRestore();
  expect((await found([who.email])).length).toBeGreaterThan(0);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  for (let i = 0; i < 20; i++) {
    await Privacy.sweepErasures();
    if ((await Privacy.erasure({ erasureId }))?.state === "done") break;
    vi.setSystemTime(Date.now() + 60_000);
  }
  vi.useRealTimers();
  expect(await Privacy.erasure({ erasureId })).toMatchObject({ state: "done" });
  expect(await found([...Object.values(who), customerId])).toEqual([]);
});

test("as long as an order is in the house, its customer cannot be erased", async () => {
  const who = stranger();
  const { customerId } = await customer({ email: who.email, name: who.name });
  const { orderId } = await buy(who, { customerId });
  await expect(Privacy.beginErasure({ customerId })).rejects.toMatchObject({ code: "privacy.order_open" });
  expect(await Customer.byId({ customerId })).not.toBeNull();
  await Fulfillment.cancel({ orderId, actor: "shopper", cause: "Changed my mind." });
  await erase(customerId);
  expect(await found(Object.values(who))).toEqual([]);
});

test("others keep everything: who shares a name, and who comes anew with the same address", async () => {
  const { who, customerId } = await lived();
  const namesake = stranger();
  const other = await customer({ email: namesake.email, name: who.name });
  const { erasureId } = await Privacy.beginErasure({ customerId });
  await Privacy.advanceErasure({ erasureId, milliseconds: 60_000 });
  expect(await Customer.byId({ customerId: other.customerId })).toMatchObject({ name: who.name });
  const anew = await customer({ email: who.email, name: "Somebody New" });
  expect(await Customer.byId({ customerId: anew.customerId })).toMatchObject({ email: who.email });
  expect((await Cart.read({ cartId: other.cartId })).lines).toEqual([]);
});
