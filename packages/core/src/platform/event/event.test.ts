import { Event } from "@securecart/core/event";
import { Id } from "@securecart/core/id";
import { type Content, OrderEmail } from "@securecart/core/order-email";
import { afterEach, expect, test, vi } from "vitest";
import { pendingOrder } from "#test/fixtures";
import { EventEntity } from "./event.entity";

afterEach(() => vi.useRealTimers());

/** Moves the clock without touching the timers that requests wait by. */
const later = (seconds: number) =>
  vi.useFakeTimers({ now: Date.now() + seconds * 1000, toFake: ["Date"], shouldAdvanceTime: true });

const consumers = ["CartQueue", "FulfillmentQueue", "OrderEmailQueue"];
const read = async (eventId: string) => (await EventEntity.get({ eventId }).go({ consistent: true })).data;

async function recorded() {
  const eventId = Id.create("event");
  await Event.publish(
    "order.authorized",
    { orderId: Id.create("order"), cartId: Id.random("cart") },
    eventId,
  );
  return eventId;
}

test("an event waits for each of its consumers and is done when all have handled it", async () => {
  const eventId = await recorded();
  expect((await read(eventId))?.waiting?.sort()).toEqual(consumers);
  for (const consumer of consumers) await Event.handle({ eventId, consumer }, async () => undefined);
  expect(await read(eventId)).toMatchObject({ state: "done" });
});

test("a consumer handles an event once, however often it is delivered", async () => {
  const eventId = await recorded();
  const part = vi.fn(async () => undefined);
  for (let i = 0; i < 3; i++) await Event.handle({ eventId, consumer: "FulfillmentQueue" }, part);
  expect(part).toHaveBeenCalledTimes(1);
});

test("an event waits for a consumer that failed, and is handled at the next delivery", async () => {
  const eventId = await recorded();
  const failing = Event.handle({ eventId, consumer: "FulfillmentQueue" }, () =>
    Promise.reject(new Error("down")),
  );
  await expect(failing).rejects.toThrow("down");
  expect((await read(eventId))?.waiting).toContain("FulfillmentQueue");
});

test("an event that is published twice is written once", async () => {
  const eventId = Id.derived("event", "once", Id.create("event"));
  await Event.publish("order.paid", { orderId: Id.create("order") }, eventId);
  await Event.publish("order.paid", { orderId: Id.create("order") }, eventId);
  expect(await read(eventId)).toMatchObject({ state: "waiting" });
});

test("an event with a detail of another shape is not written", () => {
  expect(() => Event.row("order.paid", { orderId: "somebody's" })).toThrow();
});

test("each kind of email about an order is sent once, however often it is requested", async () => {
  const { orderId } = await pendingOrder();
  const compose = async ({ number }: Content) => ({
    subject: `We have your order ${number}`,
    html: "",
    text: "Yes.",
  });
  const send = () => OrderEmail.send({ orderId, kind: "received" }, compose);
  await Promise.allSettled([send(), send(), send()]);
  await send();
  const answer = await fetch(`${process.env.AWS_ENDPOINT_URL_SESV2}/mailbox.json?to=ada@example.com`);
  expect(await answer.text()).toContain("We have your order");
});

/** Sweeps until the event was swept: one sweep works on a limited number, the longest due first. */
async function swept(eventId: string) {
  const before = await read(eventId);
  for (let after = before; after?.dueAt === before?.dueAt && after?.state === before?.state; ) {
    await Event.sweep();
    after = await read(eventId);
  }
}

test("an event that no consumer can handle is sent again with growing pauses, and is stuck after three days", async () => {
  later(-10 * 24 * 3600); // before almost all events of other tests are due, or this would sweep theirs first
  const eventId = await recorded();
  const recordedAt = Date.now();
  /** Returns half its age, a minute at least, an hour at most; it grows while the sweep looks after other events. */
  const dueAfter = (now: number) => now + Math.min(3600_000, Math.max(60_000, (now - recordedAt) / 2));
  for (const age of [61, 600, 24 * 3600]) {
    later(age);
    const began = Date.now();
    await swept(eventId);
    const due = Date.parse((await read(eventId))?.dueAt ?? "");
    expect(due).toBeGreaterThan(dueAfter(began) - 1_000);
    expect(due).toBeLessThan(dueAfter(Date.now()) + 1_000);
  }
  later(3 * 24 * 3600);
  await swept(eventId);
  expect(await read(eventId)).toMatchObject({ state: "stuck" });
  for (const consumer of consumers) await Event.handle({ eventId, consumer }, async () => undefined);
  expect(await read(eventId)).toMatchObject({ state: "done" });
});
