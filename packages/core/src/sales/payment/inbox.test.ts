import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Clock } from "@securecart/core/clock";
import { Due } from "@securecart/core/due";
import { Payment } from "@securecart/core/payment";
import { StripeApi } from "@securecart/core/stripe";
import { Resource } from "sst";
import { afterEach, expect, test, vi } from "vitest";
import { control, unique } from "#test/fixtures";
import { InboxEntity } from "./inbox.entity";

afterEach(() => vi.useRealTimers());

const secret = () => Resource.StripeWebhookSecret.value;

function signed(body: string, at = Clock.seconds()) {
  const signature = StripeApi.client().webhooks.generateTestHeaderString({
    payload: body,
    secret: secret(),
    timestamp: at,
  });
  return { body, signature };
}

type Fields = Record<string, unknown>;
const eventOf = (object: unknown, more: Fields = {}) => ({
  id: `evt_${unique()}`,
  object: "event",
  type: "checkout.session.completed",
  livemode: false,
  data: { object },
  ...more,
});
const session = (id = `cs_test_${unique()}`) => ({ object: "checkout.session", id });

async function taken(event: Fields) {
  const { eventId } = await Payment.intake(signed(JSON.stringify(event)));
  return eventId;
}

const rowOf = async (eventId: string) => (await InboxEntity.get({ eventId }).go({ consistent: true })).data;
const handle = (eventId: string) => Payment.handleEvent({ eventId });
const waits = async (eventId: string) =>
  Math.round((Date.parse((await rowOf(eventId))?.dueAt ?? "") - Clock.now()) / 1000);
const listed = async (eventId: string) =>
  (await Payment.unanswerable()).filter((webhook) => webhook.eventId === eventId);

/** Moves the clock without touching the timers that requests wait by. */
const later = (seconds: number) =>
  vi.useFakeTimers({ now: Date.now() + seconds * 1000, toFake: ["Date"], shouldAdvanceTime: true });

test("a webhook about a session that Stripe does not know is tried four times, ever later, then shown once", async () => {
  const eventId = await taken(eventOf(session()));
  for (const pause of [60, 300, 1800]) {
    expect(await handle(eventId)).toBe("failed");
    expect(await rowOf(eventId)).toMatchObject({ state: "received" });
    expect(Math.abs((await waits(eventId)) - pause)).toBeLessThan(5);
  }
  expect(await handle(eventId)).toBe("unanswerable");
  expect(await handle(eventId)).toBe("nothing");
  expect(await listed(eventId)).toMatchObject([
    {
      type: "checkout.session.completed",
      tries: 4,
      refusal: expect.stringMatching(/^Stripe responded 404: No such/),
    },
  ]);
  later(Due.giveUpSeconds);
  await Payment.resendInbox();
  expect(await rowOf(eventId)).toMatchObject({ state: "unanswerable", tries: 4 });
});

test.each([
  ["no data", { data: undefined }],
  ["data that is null", { data: null }],
  ["an object that is null", { data: { object: null } }],
  ["an object that is a text", { data: { object: "cs_1" } }],
  ["an object that is a list", { data: { object: [session()] } }],
  ["an object of no kind", { data: { object: { id: "cs_1" } } }],
  ["a session without an id", { data: { object: { object: "checkout.session" } } }],
  ["a dispute without an id", { type: "charge.dispute.created", data: { object: { object: "dispute" } } }],
  ["an id that is a number", { data: { object: { object: "refund", id: 7 } } }],
])("a signed webhook with %s ends at once and is shown", async (_what, more) => {
  const eventId = await taken({ ...eventOf(null), ...more });
  expect(await handle(eventId)).toBe("unanswerable");
  expect(await listed(eventId)).toMatchObject([{ tries: 1, refusal: expect.stringContaining("event") }]);
});

test("a webhook about an object without an id is done", async () => {
  const eventId = await taken(eventOf({ object: "balance" }, { type: "balance.available" }));
  await handle(eventId);
  expect(await rowOf(eventId)).toMatchObject({ state: "done", outcome: "not about an order of ours" });
});

test("without Stripe a webhook is tried again, for three days at most", async () => {
  const id = `cs_test_${unique()}`;
  const eventId = await taken(eventOf(session(id)));
  const path = `/v1/checkout/sessions/${id}`;
  await control("requests/faults", { path, method: "GET", status: 500, times: 6 * 3 });
  for (let tries = 1; tries <= 5; tries++) expect(await handle(eventId)).toBe("failed");
  expect(await rowOf(eventId)).toMatchObject({ state: "received", tries: 5 });
  expect(await waits(eventId)).toBeLessThanOrEqual(3600);
  later(Due.giveUpSeconds + 1);
  expect(await handle(eventId)).toBe("unanswerable");
  expect(await listed(eventId)).toMatchObject([{ refusal: expect.stringMatching(/^Stripe responded 500/) }]);
});

test("a webhook that its queue lost is sent ever less often, and ends after three days", async () => {
  const eventId = await taken(eventOf(session()));
  later(6 * 3600);
  await Payment.resendInbox();
  expect(Math.abs((await waits(eventId)) - 3600)).toBeLessThan(5);
  later(Due.giveUpSeconds);
  await Payment.resendInbox();
  expect(await listed(eventId)).toMatchObject([
    { tries: 0, refusal: expect.stringContaining("never handled") },
  ]);
});

test.each([
  ["of live mode", { livemode: true }],
  ["of a connected account", { account: "acct_1" }],
])("a webhook %s is done as not ours, without a request to Stripe", async (what, more) => {
  const eventId = await taken(eventOf(session(), more));
  expect(await handle(eventId)).toBe(`not ours: ${what}`);
  expect(await rowOf(eventId)).toMatchObject({ state: "done" });
});

test("staff try an unanswerable webhook again or close it, once, and both are audited", async () => {
  const eventId = await taken(eventOf(null));
  await handle(eventId);
  const act = { eventId, actor: "staff:ada@example.com", requestId: crypto.randomUUID() };
  await Admin.retryWebhook(act);
  await Admin.retryWebhook(act);
  expect(await rowOf(eventId)).toMatchObject({ state: "received", tries: 0 });
  await handle(eventId);
  await Admin.closeWebhook({ ...act, requestId: crypto.randomUUID() });
  expect(await listed(eventId)).toEqual([]);
  expect(await rowOf(eventId)).toMatchObject({ state: "done", outcome: "closed by staff" });
  await expect(Admin.retryWebhook({ ...act, requestId: crypto.randomUUID() })).rejects.toMatchObject({
    code: "payment.webhook_gone",
  });
  const { rows } = await Audit.list({ subject: `webhook:${eventId}` });
  expect(rows.map(({ action, outcome }) => [action, outcome]).toSorted()).toEqual([
    ["webhook.close", "done"],
    ["webhook.retry", "done"],
    ["webhook.retry", "refused"],
  ]);
});

test("an unanswerable webhook that Stripe sends again is not tried again", async () => {
  const event = eventOf(null);
  const eventId = await taken(event);
  await handle(eventId);
  expect(await Payment.intake(signed(JSON.stringify(event)))).toEqual({ eventId, state: "unanswerable" });
  expect(await rowOf(eventId)).toMatchObject({ state: "unanswerable" });
});

test.each([
  ["no JSON", "not JSON"],
  ["null", "null"],
  ["a list", "[]"],
  ["a number", "7"],
  ["a text", '"evt_1"'],
  ["no id", '{"type":"charge.refunded"}'],
  ["an empty id", '{"id":"","type":"charge.refunded"}'],
  ["an id that is no text", '{"id":7,"type":"charge.refunded"}'],
  ["no type", '{"id":"evt_1"}'],
  ["an id of another make", '{"id":"evt 1\\n","type":"charge.refunded"}'],
])("a signed body that is %s is refused as unreadable", async (_what, body) => {
  await expect(Payment.intake(signed(body))).rejects.toMatchObject({
    kind: "input",
    code: "payment.unreadable",
  });
});

test("a time too far in the future is refused like one too far in the past", async () => {
  const body = JSON.stringify(eventOf({ object: "balance" }));
  for (const seconds of [-301, 302, 86_400])
    await expect(Payment.intake(signed(body, Clock.seconds() + seconds))).rejects.toMatchObject({
      code: "payment.bad_signature",
    });
  const { signature } = signed(body, Clock.seconds() + 86_400);
  await expect(
    Payment.intake({ body, signature: `t=${Clock.seconds()},${signature}` }),
  ).rejects.toMatchObject({ code: "payment.bad_signature" });
  expect(await Payment.intake(signed(body, Clock.seconds() + 240))).toMatchObject({ state: "received" });
});

test("a body that is too large for a row is refused with the limit", () => {
  for (const filler of ["x".repeat(300_001), "大".repeat(100_001)])
    expect(() => Payment.intake(signed(JSON.stringify(eventOf({ object: "balance", filler }))))).toThrow(
      "at most 300000 bytes",
    );
});

test("webhooks that ended in the shard in which they were handled are moved to where staff see them", async () => {
  const eventId = await taken(eventOf(session()));
  await InboxEntity.patch({ eventId }).set({ shard: 3, state: "unanswerable", dueAt: Clock.iso() }).go();
  const isShown = async () => (await Payment.unanswerable()).some((webhook) => webhook.eventId === eventId);
  expect(await isShown()).toBe(false);
  expect((await Payment.gatherUnanswerable({ dryRun: true })).changed).toBeGreaterThan(0);
  await Payment.gatherUnanswerable();
  expect(await isShown()).toBe(true);
  expect(await Payment.gatherUnanswerable()).toEqual({ checked: 0, changed: 0 });
});
