import { Resource } from "sst";
import { z } from "zod";
import { Bus } from "../bus";
import { Clock } from "../clock";
import { Dynamo, shardOf, shards } from "../dynamo";
import { fn } from "../fn";
import { Id } from "../id";
import { Log } from "../log";
import { Retry } from "../retry";
import { type RuleDefinition, reporting, rules } from "../topology";
import { Trace } from "../trace";
import { EventEntity } from "./event.entity";
import { type Detail, details, Envelope, type EventType, schemaVersion } from "./schemas";

export * as Event from "./index";
export { type Detail, details, Envelope, type EventType };

/** An event is sent again when a consumer has not done its part after so many seconds. */
const resendSeconds = 60;

/** How long a done event stays readable, in seconds: 30 days. */
const keptSeconds = 30 * 24 * 3600;

/**
 * The row of an event, to be created in the transaction of what it tells. Each consumer that the rules route the
 * type to is waited for. An event that names no trace is of the handler's that runs.
 */
export function row<Type extends EventType>(type: Type, detail: Detail<Type>, eventId = Id.create("event")) {
  const waiting = consumersOf(type);
  return {
    eventId,
    shard: shardOf(eventId),
    type,
    schema: schemaVersion,
    at: Clock.iso(),
    detail: details[type].parse({ ...detail, trace: detail.trace ?? Trace.current() }),
    dueAt: Clock.iso(resendSeconds),
    ...(waiting.length > 0
      ? { waiting, state: "waiting" as const }
      : { state: "done" as const, ttl: Clock.seconds(keptSeconds) }),
  };
}

/** Returns the write of an event, for the transaction of what it tells. */
export const record = <Type extends EventType>(type: Type, detail: Detail<Type>, eventId?: string) =>
  EventEntity.create(row(type, detail, eventId));

/** Writes an event in a request of its own, once by its id: for what no transaction of ours caused. */
export async function publish<Type extends EventType>(type: Type, detail: Detail<Type>, eventId: string) {
  await EventEntity.create(row(type, detail, eventId))
    .go()
    .catch((error) => {
      if (!Dynamo.isConditionFailure(error)) throw error;
    });
}

const Row = z.object({
  eventId: Id.schema("event"),
  type: z.string(),
  schema: z.number(),
  at: z.string(),
  detail: z.looseObject({}),
});

/** Puts event rows on the bus. Throws when the bus did not take one, so that the stream or the sweep sends it again. */
export const relay = fn(z.array(Row), async (rows) => {
  const taken = await Bus.send(
    rows.map(({ eventId, type, schema, at, detail }) => ({
      type,
      at,
      detail: { ...detail, eventId, schema, at },
    })),
  );
  if (taken.includes(false))
    throw new Error(`The bus refused ${taken.filter((ok) => !ok).length} of ${rows.length} events.`);
});

const Turn = z.object({ eventId: Id.schema("event"), consumer: z.string() });

/**
 * Runs a consumer's part of an event unless it is done already. The part may run twice when a process dies in the
 * middle, so it must be safe to repeat; only when it has returned is the event no longer waited for.
 */
export async function handle(turn: z.input<typeof Turn>, part: () => Promise<unknown>) {
  const { eventId, consumer } = Turn.parse(turn);
  const { data: event } = await EventEntity.get({ eventId }).go({ consistent: true });
  if (event && !event.waiting?.includes(consumer)) return;
  await part();
  if (event) await finish({ eventId, consumer, shard: event.shard });
}

/**
 * Sends again what consumers have not done in time, ever less often, and puts to rest what they have. An event that
 * some consumer could not handle for three days is stuck: it is left to a person, who finds its failed message.
 */
export async function sweep() {
  const counts = { resent: 0, rested: 0, stuck: 0 };
  for (const shard of shards) {
    const { data: due } = await EventEntity.query
      .due({ state: "waiting", shard })
      .lte({ dueAt: Clock.iso() })
      .go({ limit: 200 });
    const open = due.filter(({ waiting = [] }) => waiting.length > 0);
    const stuck = open.filter(({ at }) => Retry.isOver(at));
    const late = open.filter(({ at }) => !Retry.isOver(at));
    const over = due.filter(({ waiting = [] }) => waiting.length === 0);
    for (const { eventId, shard } of over) await rest(eventId, shard);
    for (const event of stuck) {
      await change(event, { state: "stuck" });
      const waiting = [...(event.waiting ?? [])].join(", ");
      Log.error("event.stuck", new Error(`${waiting} could not handle it.`), { eventId: event.eventId });
    }
    for (const event of late) await change(event, { state: "waiting", dueAt: Retry.next(event.at) });
    if (late.length > 0) await relay(late);
    counts.resent += late.length;
    counts.rested += over.length;
    counts.stuck += stuck.length;
  }
  if (counts.resent > 0) Log.warn("event.resent", counts);
  return counts;
}

type Due = { eventId: string; shard: number; dueAt: string };

/** Changes when an event is due, unless another sweep did so first. */
async function change({ eventId, shard, dueAt }: Due, next: { state: "waiting" | "stuck"; dueAt?: string }) {
  await EventEntity.patch({ eventId })
    .set({ dueAt, ...next })
    .composite({ shard })
    .where((event, { eq }) => eq(event.dueAt, dueAt))
    .go()
    .catch((error) => {
      if (!Dynamo.isConditionFailure(error)) throw error;
    });
}

async function finish({ eventId, consumer, shard }: { eventId: string; consumer: string; shard: number }) {
  const { data } = await EventEntity.patch({ eventId })
    .delete({ waiting: [consumer] })
    .go({ response: "all_new" });
  if (!data.waiting || data.waiting.length === 0) await rest(eventId, shard);
}

/** Nobody waits any more: the row leaves the sweeper's index and, after a while, the table. */
const rest = (eventId: string, shard: number) =>
  EventEntity.patch({ eventId })
    .set({ state: "done", dueAt: Clock.iso(), ttl: Clock.seconds(keptSeconds) })
    .composite({ shard })
    .go();

const consumersOf = (type: EventType) =>
  [
    ...new Set(
      wired()
        .filter(({ pattern }) => pattern["detail-type"]?.includes(type))
        .map(({ queue }) => queue),
    ),
  ] as string[];

/** A consumer that is not there must not be waited for. */
const wired = (): readonly RuleDefinition[] =>
  Resource.Reporting.url ? [...rules, ...reporting.rules] : rules;
