import { createHash, randomUUID } from "node:crypto";
import { AccountChange } from "@securecart/core/account-change";
import { Admin } from "@securecart/core/admin";
import { Alerts } from "@securecart/core/alert";
import { Cart } from "@securecart/core/cart";
import { Catalog } from "@securecart/core/catalog";
import { Challenge } from "@securecart/core/challenge";
import { Checkout } from "@securecart/core/checkout";
import { Clock } from "@securecart/core/clock";
import { Customer } from "@securecart/core/customer";
import { Dynamo } from "@securecart/core/dynamo";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Id } from "@securecart/core/id";
import { Order } from "@securecart/core/order";
import { OrderLookup } from "@securecart/core/order-lookup";
import { Passkey } from "@securecart/core/passkey";
import { Payment } from "@securecart/core/payment";
import { Privacy } from "@securecart/core/privacy";
import { ProductReviews } from "@securecart/core/product-review";
import { Promotion } from "@securecart/core/promotion";
import { RateLimit } from "@securecart/core/rate-limit";
import { Return } from "@securecart/core/return";
import { Session } from "@securecart/core/session";
import { Shop } from "@securecart/core/shop";
import { expect, test, vi } from "vitest";
import { challengeEmails } from "#test/accounts";
import { authenticator } from "#test/authenticator";
import { customer } from "#test/customers";
import { pay, product, readyCartOf, unique } from "#test/fixtures";
import { meanwhile } from "#test/meanwhile";
import { holdings } from "./holdings";

const by = { actor: "staff:test" };

/** Returns personal data of which no word occurs elsewhere in the table. */
function stranger() {
  const word = unique().toLowerCase();
  return {
    email: `${word}@example.com`,
    name: `Q${word}name`,
    phone: `+1555${String(Math.random()).slice(2, 9)}`,
    line1: `9 X${word}street`,
    line2: `Floor Y${word}`,
    city: `Z${word}city`,
    postalCode: `97${String(Math.random()).slice(2, 5)}-${String(Math.random()).slice(2, 6)}`,
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

/** Places and pays an order as a guest or as a customer, with a coupon if given. */
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

/** Creates a customer with every kind of personal data that the shop can have. */
async function customerWithEverything() {
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
  await AccountChange.notify({
    subject: customerId,
    change: "passkey_added",
    to: who.email,
    device: "Firefox",
  });
  const passkey = authenticator({ origin: Shop.url() });
  const { challengeId, options } = await Passkey.registration({ subject: customerId, name: who.email });
  await Passkey.register({ subject: customerId, challengeId, response: passkey.create(options) });
  await Passkey.registration({ subject: customerId, name: who.email }); // left unfinished
  await RateLimit.take({ what: "sign_in", account: who.email, origin });
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
  await Cart.add({ cartId, sku, quantity: 1 });
  const { productId = "", slug = "" } = (await Catalog.variant({ sku })) ?? {};
  const { email, name } = who;
  await ProductReviews.write({ orderId, productId, stars: 5, title: "Fine", text: `By ${name}.`, name });
  await Alerts.request({ kind: "price_drop", slug, email, ownEmail: email, currency: "USD" });
  const asked = await product({ stock: 0 });
  await Alerts.request({ kind: "back_in_stock", slug: asked.slug, sku: asked.sku, email, currency: "USD" });
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
  // Cart in another browser.
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

test("an export has all personal data and no secret", async () => {
  const { who, customerId, orderId, guests, code } = await customerWithEverything();
  const all = await Privacy.exportAll({ customerId });
  const text = JSON.stringify(all);
  for (const word of Object.values(who)) expect(text, word).toContain(word);
  for (const word of [orderId, guests, code]) expect(text, word).toContain(word);
  for (const holding of Object.values(holdings))
    if ("in" in holding)
      expect(Object.values(all[holding.in as keyof typeof all] ?? []), holding.in).not.toEqual([]);
  expect(all.cart.lines).toHaveLength(1);
  expect(all.notices).toMatchObject([{ change: "passkey_added", to: who.email }]);
  expect(all.sessions).toHaveLength(1);
  expect(all.challenges).toMatchObject([{ purpose: "sign_in" }]);
  expect(text).not.toMatch(/hash|secret|taskToken|argon/i);
});

test("after an erasure no row names the customer, and the orders keep their totals", async () => {
  const { who, customerId, orderId, guests, token } = await customerWithEverything();
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

test("the certificate is signed, names no one and counts the changed rows", async () => {
  const { who, customerId } = await customerWithEverything();
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
  const changed = link.slice(0, -1) + (link.endsWith("A") ? "B" : "A");
  for (const forged of ["", erasureId, `${link}x`, link.slice(0, -1), changed])
    expect(Privacy.open(forged)).toBeNull();
});

test("an erasure that is begun twice or advanced in parallel is done once", async () => {
  const { customerId, who } = await customerWithEverything();
  const { erasureId } = await Privacy.beginErasure({ customerId });
  expect(await Privacy.beginErasure({ customerId })).toEqual({ erasureId });
  const ahead = () => Privacy.advanceErasure({ erasureId, milliseconds: 60_000 });
  await Promise.allSettled([ahead(), ahead(), ahead()]);
  expect(await ahead()).toEqual({ done: true });
  expect(await Privacy.beginErasure({ customerId })).toEqual({ erasureId });
  expect(await found(Object.values(who))).toEqual([]);
});

test("an erasure whose process dies continues where it stopped", async () => {
  const { customerId, who } = await customerWithEverything();
  const { erasureId } = await Privacy.beginErasure({ customerId });
  // The process dies after some requests, three times; the sweeper does the rest.
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

test("a customer with an unshipped order cannot be erased", async () => {
  const who = stranger();
  const { customerId } = await customer({ email: who.email, name: who.name });
  const { orderId } = await buy(who, { customerId });
  await expect(Privacy.beginErasure({ customerId })).rejects.toMatchObject({ code: "privacy.order_open" });
  expect(await Customer.byId({ customerId })).not.toBeNull();
  await Fulfillment.cancel({ orderId, actor: "shopper", cause: "Changed my mind." });
  await erase(customerId);
  expect(await found(Object.values(who))).toEqual([]);
});

test("a session and an order that begin during an erasure are erased too", async () => {
  const who = stranger();
  const { customerId } = await customer({ email: who.email, name: who.name });
  const { erasureId } = await Privacy.beginErasure({ customerId });
  let entered = { token: "" };
  const goesLast = (input: object) =>
    /"\$?emailowner/.test(JSON.stringify(input)) && !("ConsistentRead" in input);
  await meanwhile(
    goesLast,
    async () => {
      const browser = { origin: "203.0.113.78", device: "Firefox" };
      entered = await Customer.signInAs({ customerId, method: "passkey", browser });
      const { orderId } = await buy(who, { customerId });
      await Fulfillment.cancel({ orderId, actor: "shopper", cause: "Changed my mind." });
    },
    () => Privacy.advanceErasure({ erasureId, milliseconds: 60_000, sweeping: false }),
  );
  expect(await Customer.byId({ customerId })).toBeNull();
  expect(await Session.read({ ...entered, audience: "shop" })).toBeNull();
  await Privacy.advanceErasure({ erasureId, milliseconds: 60_000 });
  expect(await found([...Object.values(who), customerId])).toEqual([]);
});

test("an erasure leaves a customer of the same name and a new account with the same address alone", async () => {
  const { who, customerId } = await customerWithEverything();
  const namesake = stranger();
  const other = await customer({ email: namesake.email, name: who.name });
  const { erasureId } = await Privacy.beginErasure({ customerId });
  await Privacy.advanceErasure({ erasureId, milliseconds: 60_000 });
  expect(await Customer.byId({ customerId: other.customerId })).toMatchObject({ name: who.name });
  const next = await customer({ email: who.email, name: "Somebody New" });
  expect(await Customer.byId({ customerId: next.customerId })).toMatchObject({ email: who.email });
  expect((await Cart.read({ cartId: other.cartId })).lines).toEqual([]);
});

/** Changes the email address of an account with the codes of both emails. */
async function move(customerId: string, email: string) {
  const browser = { origin: "203.0.113.77", device: "Firefox" };
  const who = { customerId, sessionId: Id.create("session"), authenticatedAt: Clock.iso(), browser };
  const { challengeId } = await Customer.requestEmailChange({ ...who, email });
  await challengeEmails(challengeId);
  const codes = { code: Challenge.code(challengeId), codeBefore: Challenge.code(challengeId, "before") };
  await Customer.confirmEmailChange({ ...who, challengeId, ...codes });
}

/** Returns the digests and encodings of a text that can be computed without a secret. */
function digestsOf(text: string) {
  const hashes = ["md5", "sha1", "sha256", "sha384", "sha512"].flatMap((algorithm) =>
    (["hex", "base64", "base64url"] as const).map((encoding) =>
      createHash(algorithm).update(text).digest(encoding).replace(/=+$/, ""),
    ),
  );
  const encoded = (["hex", "base64", "base64url"] as const).map((encoding) =>
    Buffer.from(text).toString(encoding).replace(/=+$/, ""),
  );
  return [...hashes, ...encoded];
}

/** Creates every kind of row that an email address without an account can have. */
async function visitAsGuest(who: Stranger) {
  const { email, name } = who;
  const { sku } = await product();
  const origin = `203.0.113.77 ${unique()}`;
  for (const what of ["sign_in", "email", "code", "staff_sign_in", "coupon"] as const)
    await RateLimit.take({ what, account: email, origin, browser: unique() });
  await RateLimit.take({ what: "sign_in", account: email, origin });
  await RateLimit.forgive({ what: "sign_in", account: email, origin, browser: unique() });
  await Challenge.create({ purpose: "reset", email });
  await OrderLookup.request({ email, browser: { origin } });
  await readyCartOf({ contact: { email, name }, address: addressOf(who) }, { sku });
  await readyCartOf({ contact: { email: email.toUpperCase(), name }, address: addressOf(who) }, { sku });
}

test("after an erasure no row has an earlier email address of the customer or a digest of it", async () => {
  const [first, second, last] = [stranger(), stranger(), stranger()];
  const { customerId } = await customer({ email: first.email, name: first.name });
  const emails = [first.email, second.email, last.email];
  await visitAsGuest(first);
  const bought = await buy(first); // as a guest, before the address changed
  await deliver(bought.orderId);
  await move(customerId, second.email);
  await visitAsGuest(second);
  await visitAsGuest(first); // in a browser that still has the earlier address
  await move(customerId, last.email);
  await visitAsGuest(last);
  expect((await Privacy.exportAll({ customerId })).profile).toMatchObject({
    former: [{ email: first.email }, { email: second.email }],
  });
  for (const email of emails) expect((await found([email])).length).toBeGreaterThan(3);
  const erasureId = await erase(customerId);
  const words = [first, second, last].flatMap((who) => Object.values(who));
  expect(await found([...words, ...emails.flatMap(digestsOf), customerId])).toEqual([]);
  const { certificate } = (await Privacy.erasure({ erasureId })) ?? {};
  expect(JSON.parse(certificate ?? "").counts.left).toBeUndefined();
  expect(await Order.require(bought.orderId)).toMatchObject({ contact: { email: "", name: "" } });
});

test("an account that took over an earlier address of an erased customer keeps its rows", async () => {
  const [gone, next] = [stranger(), stranger()];
  const { customerId } = await customer({ email: gone.email, name: gone.name });
  const before = await buy(gone);
  await deliver(before.orderId);
  await move(customerId, next.email);
  const heir = { ...stranger(), email: gone.email };
  const after = await buy(heir);
  const theirs = await customer({ email: heir.email, name: heir.name });
  const { challengeId } = await Challenge.create({ purpose: "reset", email: heir.email });
  const { sku } = await product();
  const cartId = await readyCartOf({ contact: { email: heir.email, name: heir.name } }, { sku });
  await erase(customerId);
  expect(await Customer.byId(theirs)).toMatchObject({ email: heir.email });
  expect(await Challenge.byId({ challengeId })).not.toBeNull();
  expect((await Cart.read({ cartId })).contact).toMatchObject({ email: heir.email });
  expect(await Order.require(after.orderId)).toMatchObject({ contact: { email: heir.email } });
  expect(await Order.require(before.orderId)).toMatchObject({ contact: { email: "" } });
});

test("a customer with an unshipped order under an earlier address cannot be erased", async () => {
  const [first, next] = [stranger(), stranger()];
  const { customerId } = await customer({ email: first.email, name: first.name });
  await buy(first);
  await move(customerId, next.email);
  await expect(Privacy.beginErasure({ customerId })).rejects.toMatchObject({ code: "privacy.order_open" });
});
