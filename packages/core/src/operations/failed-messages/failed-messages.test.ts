import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { FailedMessages } from "@securecart/core/failed-messages";
import { expect, test, vi } from "vitest";
import { enqueue } from "#test/cloud";

const by = { actor: "staff:ada@example.com" };
const queue = "CatalogQueue";
const soon = { timeout: 30_000, interval: 500 };

/** Returns the messages of a test once all of them are stored. */
async function messages(mark: string, count: number) {
  return vi.waitFor(async () => {
    await FailedMessages.store();
    const found = await open(mark);
    expect(found).toHaveLength(count);
    return found;
  }, soon);
}

/** Returns the open messages with a mark, from all pages. */
async function open(mark: string) {
  const found: FailedMessages.FailedMessage[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { rows, next } = await FailedMessages.list(cursor ? { cursor } : {});
    found.push(...rows.filter(({ body }) => body.includes(mark)));
    cursor = next;
  }
  return found;
}

test("a failed message is resent or discarded once, and both are audited", async () => {
  const mark = randomUUID();
  await enqueue("CatalogQueueDeadLetters", [`{"n":1,"mark":"${mark}"}`, `{"n":2,"mark":"${mark}"}`]);
  const found = await messages(mark, 2);
  const [first, second] = found
    .sort((a, b) => (a.body < b.body ? -1 : 1))
    .map(({ id }) => ({ queue, id }) as const);
  if (!first || !second) throw new Error("The test needs two messages.");
  const resend = { ...first, ...by, requestId: randomUUID() };
  await Admin.resendFailedMessage(resend);
  await Admin.resendFailedMessage(resend);
  await Admin.discardFailedMessage({ ...second, ...by, requestId: randomUUID() });
  await messages(mark, 0);
  await expect(
    Admin.discardFailedMessage({ ...second, ...by, requestId: randomUUID() }),
  ).rejects.toMatchObject({
    code: "dead_letters.gone",
  });
  const { rows } = await Audit.list({ subject: `failed_message:${queue}:${first.id}` });
  expect(rows).toMatchObject([{ action: "failed_message.resend", outcome: "done" }]);
});

test("reading failed messages hides none, and every page can be reached", async () => {
  const mark = randomUUID();
  const bodies = Array.from({ length: 10 }, (_, n) => JSON.stringify({ n, mark }));
  for (let i = 0; i < 6; i++) await enqueue("CartQueueDeadLetters", bodies);
  const found = await messages(mark, 60);
  expect(new Set(found.map(({ id }) => id)).size).toBe(60);
  const again = await Promise.all([open(mark), open(mark), open(mark)]);
  for (const look of again) expect(look).toEqual(found);
});

test("processes that run at once store each message once", async () => {
  const mark = randomUUID();
  await enqueue("CartQueueDeadLetters", [`{"mark":"${mark}","n":1}`, `{"mark":"${mark}","n":2}`]);
  await Promise.all([FailedMessages.store(), FailedMessages.store(), FailedMessages.store()]);
  await messages(mark, 2);
});

test("staff members who resend a message at once send it once", async () => {
  const mark = randomUUID();
  await enqueue("CartQueueDeadLetters", [`{"mark":"${mark}"}`]);
  const [message] = await messages(mark, 1);
  if (!message) throw new Error("The test needs a message.");
  const { queue, id } = message;
  const results = await Promise.allSettled([1, 2, 3].map(() => FailedMessages.resend({ queue, id })));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(FailedMessages.discard({ queue, id })).rejects.toMatchObject({ code: "dead_letters.gone" });
});

test("an event that fails again is one failed message, open again unless it was discarded", async () => {
  const mark = randomUUID();
  const body = JSON.stringify({ "detail-type": "order.paid", detail: { eventId: `evn_${mark}` } });
  await enqueue("CartQueueDeadLetters", [body, body, body]);
  const [message] = await messages(mark, 1);
  if (!message) throw new Error("The test needs a message.");
  const { queue, id } = message;
  await FailedMessages.resend({ queue, id });
  expect(await open(mark)).toEqual([]);
  await enqueue("CartQueueDeadLetters", [body]);
  expect(await messages(mark, 1)).toMatchObject([{ id }]);
  await FailedMessages.discard({ queue, id });
  await enqueue("CartQueueDeadLetters", [body]);
  expect(await FailedMessages.store()).toBe(true);
  expect(await open(mark)).toEqual([]);
});
