import { Challenge } from "@securecart/core/challenge";
import { Order } from "@securecart/core/order";
import { OrderLookup } from "@securecart/core/order-lookup";
import { afterEach, expect, test, vi } from "vitest";
import { contact, place, product, readyCartOf, unique } from "#test/fixtures";

afterEach(() => vi.useRealTimers());

const mailbox = () => `${unique().toLowerCase()}@example.com`;
const browser = () => ({ origin: unique() });

async function orderOf(email: string) {
  const { sku } = await product();
  return (await place(await readyCartOf({ contact: { ...contact, email } }, { sku }))).orderId;
}

/** Sends the email as the queue's consumer does. Returns its kind and the token of its link. */
async function letterOf(challengeId: string) {
  const letters: { kind: string; link: string | null }[] = [];
  await OrderLookup.send({ kind: "order_lookup", challengeId }, async ({ kind, link }) => {
    letters.push({ kind, link });
    return { subject: kind, html: `<p>${kind}</p>`, text: kind };
  });
  const [letter] = letters;
  return { kind: letter?.kind, token: letter?.link?.split("/").at(-1) ?? "" };
}

test("the email's link opens the orders of its address, once", async () => {
  const email = mailbox();
  const [first, second] = [await orderOf(email), await orderOf(email)];
  await orderOf(mailbox());
  const { challengeId } = await OrderLookup.request({ email, browser: browser() });
  const { kind, token } = await letterOf(challengeId);
  expect(kind).toBe("order_lookup");
  const uses = await Promise.allSettled(Array.from({ length: 20 }, () => OrderLookup.redeem({ token })));
  const passes = uses.flatMap((use) => (use.status === "fulfilled" ? [use.value.pass] : []));
  expect(passes).toHaveLength(1);
  const rows = await OrderLookup.found({ pass: passes[0] ?? "" });
  expect(rows?.map(({ orderId }) => orderId)).toEqual([second, first]);
});

test("with a number only that order is shown, and the number of another customer's order shows nothing of it", async () => {
  const email = mailbox();
  const [mine, other] = [await orderOf(email), await orderOf(mailbox())];
  await orderOf(email);
  const ask = async (number: string) => {
    const { challengeId } = await OrderLookup.request({ email, number, browser: browser() });
    const { token } = await letterOf(challengeId);
    const { pass } = await OrderLookup.redeem({ token });
    return (await OrderLookup.found({ pass }))?.map(({ orderId }) => orderId) ?? [];
  };
  expect(await ask(Order.numberOf(mine).toLowerCase())).toEqual([mine]);
  const shown = await ask(Order.numberOf(other));
  expect(shown).not.toContain(other);
  expect(shown).toHaveLength(2);
});

test("an address without orders gets the same response, and an email that says so", async () => {
  const { challengeId } = await OrderLookup.request({ email: mailbox(), browser: browser() });
  expect(await letterOf(challengeId)).toMatchObject({ kind: "order_lookup_none" });
  await expect(OrderLookup.redeem({ token: Challenge.token(challengeId) })).rejects.toMatchObject({
    code: "challenge.over",
  });
});

test("after half an hour the link and its pass have expired", async () => {
  const email = mailbox();
  await orderOf(email);
  const [one, two] = [
    await OrderLookup.request({ email, browser: browser() }),
    await OrderLookup.request({ email, browser: browser() }),
  ];
  const opened = await letterOf(one.challengeId);
  const { pass } = await OrderLookup.redeem(opened);
  const late = await letterOf(two.challengeId);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (OrderLookup.lifeSeconds + 1) * 1000 });
  await expect(OrderLookup.redeem(late)).rejects.toMatchObject({ code: "challenge.over" });
  expect(await OrderLookup.found({ pass })).toBeNull();
});

test("a forged pass, or the token of an email, opens nothing", async () => {
  const email = mailbox();
  await orderOf(email);
  const { challengeId } = await OrderLookup.request({ email, browser: browser() });
  const { token } = await letterOf(challengeId);
  const { pass } = await OrderLookup.redeem({ token });
  for (const forged of ["", ".", token, challengeId, `${challengeId}.`, `${pass}x`, pass.slice(0, -1)])
    expect(await OrderLookup.found({ pass: forged }), forged).toBeNull();
});

test("a link for another purpose opens no orders", async () => {
  const { challengeId } = await Challenge.create({ purpose: "sign_in", email: mailbox() });
  await Challenge.arm({ challengeId });
  await expect(OrderLookup.redeem({ token: Challenge.token(challengeId) })).rejects.toMatchObject({
    code: "challenge.over",
  });
});

test("too many requests are refused for a while", async () => {
  const [from, email] = [browser(), mailbox()];
  const ask = () => OrderLookup.request({ email, browser: from });
  const asked = await Promise.allSettled(Array.from({ length: 15 }, ask));
  await expect(ask()).rejects.toMatchObject({ code: "throttle.too_many" });
  expect(asked.filter(({ status }) => status === "fulfilled").length).toBeLessThan(15);
});

test.each(["SC-QWERTYHK", "qwertyhk"])(
  "%j is an order number, as one in twenty has no digit",
  async (number) => {
    const { challengeId } = await OrderLookup.request({ email: mailbox(), number, browser: browser() });
    expect(challengeId).toMatch(/^chl_/);
  },
);

test.each(["1", "*", "SC-01HZX3Q4;x"])("%j is not an order number", async (number) => {
  await expect(async () =>
    OrderLookup.request({ email: mailbox(), number, browser: browser() }),
  ).rejects.toThrow();
});
