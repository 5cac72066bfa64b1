import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { Cursor, Dynamo, pageOf, transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { FailedMessageEntity } from "./failed-message.entity";
import { client, type QueueName, queueNames, urlOf } from "./queues";

export * as FailedMessages from "./index";
export { type QueueName, queueNames } from "./queues";
export { store } from "./store";

/** Message that its handler could not handle in as many tries as its queue allows. */
export type FailedMessage = {
  queue: QueueName;
  id: string;
  body: string;
  received: number;
  sentAt: string;
};

const pageSize = 50;

/** Lease on a message that is being resent, in seconds. */
const claimSeconds = 30;

/** Lifetime of a message after it was resent or discarded, in seconds: 90 days. */
const keptSeconds = 90 * 24 * 3600;

/** Returns the open failed messages, oldest first, a page at a time. One request. */
export const list = fn(z.object({ cursor: Cursor.optional() }), async ({ cursor }) => {
  const all = FailedMessageEntity.query.byState({ state: "open" });
  const rest = cursor ? all.gt({ sentAt: cursor.at, failedId: cursor.id }) : all;
  const { data } = await rest.go({ limit: pageSize + 1 });
  const rows = data.map(
    ({ failedId: id, queue, body, received, sentAt }): FailedMessage => ({
      queue,
      id,
      body,
      received,
      sentAt,
    }),
  );
  return pageOf(rows, pageSize, ({ sentAt, id }) => ({ at: sentAt, id }));
});

const Ref = z.object({ queue: z.enum(queueNames), id: Id.schema("failed") });

/**
 * Sends a failed message to its queue again; `also` joins the write that marks it as resent. Throws `dead_letters.gone`
 * when it is not open or is being resent.
 */
export const resend = fn(Ref, async ({ queue, id }, also?: Writes) => {
  const url = urlOf(queue);
  const now = Clock.iso();
  const { data: row } = await FailedMessageEntity.patch({ failedId: id })
    .set({ claimedUntil: Clock.iso(claimSeconds) })
    .where(
      (at, { eq, lt, notExists }) =>
        `${eq(at.state, "open")} AND (${notExists(at.claimedUntil)} OR ${lt(at.claimedUntil, now)})`,
    )
    .go({ response: "all_new" })
    .catch(goneWhenRefused);
  await client.send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody: row.body ?? "",
      ...(row.trace && { MessageAttributes: { trace: { DataType: "String", StringValue: row.trace } } }),
    }),
  );
  await close(id, "resent", also);
});

/** Discards a failed message. Throws `dead_letters.gone` when it is not open. */
export const discard = fn(Ref, ({ id }, also?: Writes) => close(id, "discarded", also));

async function close(failedId: string, state: "resent" | "discarded", also?: Writes) {
  const { data: row } = await FailedMessageEntity.get({ failedId }).go({ consistent: true });
  if (!row) throw gone();
  const { committed } = await transact({
    message: FailedMessageEntity.patch({ failedId })
      .set({ state, ttl: Clock.seconds(keptSeconds) })
      .composite({ sentAt: row.sentAt })
      .where((at, { eq }) => eq(at.state, "open")),
    ...also,
  });
  if (!committed) throw gone();
}

function goneWhenRefused(error: unknown): never {
  if (Dynamo.isConditionFailure(error)) throw gone();
  throw error;
}

const gone = () =>
  new DomainError(
    "not_found",
    "dead_letters.gone",
    "A staff member has already resent or discarded this message.",
  );
