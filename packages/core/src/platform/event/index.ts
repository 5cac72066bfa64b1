import { Resource } from "sst";
import { z } from "zod";
import { Bus } from "../bus";
import { Clock } from "../clock";
import { Due } from "../due";
import { Dynamo, shardOf } from "../dynamo";
import { fn } from "../fn";
import { Id } from "../id";
import { Log } from "../log";
import { type RuleDefinition, reporting, rules } from "../topology";
import { Trace } from "../trace";
import { EventEntity } from "./event.entity";
import { type Detail, details, Envelope, type EventType, schemaVersion } from "./schemas";

export * as Event from "./index";
export { type Detail, details, Envelope, type EventType };

/** Time that consumers have to handle an event before it is sent again, in seconds. */
const resendSeconds = 60;

/** Retention of a handled event, in seconds: 30 days. */
const keptSeconds = 30 * 24 * 3600;

/**
 * Returns the row of an event. It waits for every consumer to which the rules route its type. Without a trace in the
 * detail, it belongs to the trace of the running handler. Throws a ZodError when the detail does not fit the type.
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

/** Returns the write of an event, for the transaction that causes it. */
export const record = <Type extends EventType>(type: Type, detail: Detail<Type>, eventId?: string) =>
  EventEntity.create(row(type, detail, eventId));

/** Writes an event that no transaction of ours causes, once by its id. */
export async function publish<Type extends EventType>(type: Type, detail: Detail<Type>, eventId: string) {
  await Dynamo.written(record(type, detail, eventId).go());
}

const Row = z.object({
  eventId: Id.schema("event"),
  type: z.string(),
  schema: z.number(),
  at: z.string(),
  detail: z.looseObject({}),
});

/** Sends event rows to the bus. Throws when the bus refuses one, so that the stream or the sweep sends it again. */
export const relay = fn(z.array(Row), async (rows) => {
  const accepted = await Bus.send(
    rows.map(({ eventId, type, schema, at, detail }) => ({
      type,
      at,
      detail: { ...detail, eventId, schema, at },
    })),
  );
  if (accepted.includes(false))
    throw new Error(`The bus refused ${accepted.filter((ok) => !ok).length} of ${rows.length} events.`);
});

const Delivery = z.object({ eventId: Id.schema("event"), consumer: z.string() });

/**
 * Runs a consumer's handling of an event unless it has handled it already. The handling may run twice when a process
 * dies in between, so it must be safe to repeat; the event waits for the consumer until it has returned.
 */
export const handle = fn(Delivery, async ({ eventId, consumer }, handling: () => Promise<unknown>) => {
  const { data: event } = await EventEntity.get({ eventId }).go({ consistent: true });
  if (event && !event.waiting?.includes(consumer)) return;
  await handling();
  if (!event) return;
  const { shard, waiting = [] } = event;
  // The consumers that wait only get fewer: the last one needs no look at the others.
  if (waiting.length === 1) await rest(eventId, shard);
  else await finish({ eventId, consumer, shard });
});

/**
 * Sends again, with growing pauses, the events that consumers have not handled in time, and closes those that all have
 * handled. An event that a consumer could not handle for three days becomes `stuck`: a person finds its failed message.
 */
export async function sweep() {
  const counts = { resent: 0, rested: 0, stuck: 0 };
  const late: z.input<typeof Row>[] = [];
  await Due.sweep({
    read: (shard) =>
      EventEntity.query.due({ state: "waiting", shard }).lte({ dueAt: Clock.iso() }).go({ limit: 200 }),
    work: async (event) => {
      const { eventId, shard, at, waiting = [] } = event;
      if (waiting.length === 0) {
        await rest(eventId, shard);
        counts.rested++;
      } else if (Due.isOver(at)) {
        await change(event, { state: "stuck" });
        Log.error("event.stuck", new Error(`${[...waiting].join(", ")} could not handle it.`), { eventId });
        counts.stuck++;
      } else {
        await putOff(event);
        late.push(event);
      }
    },
    putOff,
    failure: ({ eventId }) => ({ event: "event.sweep_failed", eventId }),
  });
  counts.resent = late.length;
  if (late.length > 0) await relay(late);
  if (counts.resent > 0) Log.warn("event.resent", counts);
  return counts;
}

type DueEvent = { eventId: string; shard: number; dueAt: string; at: string };

const putOff = (event: DueEvent) => change(event, { state: "waiting", dueAt: Due.next(event.at) });

/** Changes when an event is due, unless another sweep has done so first. */
const change = ({ eventId, shard, dueAt }: DueEvent, next: { state: "waiting" | "stuck"; dueAt?: string }) =>
  Dynamo.written(
    EventEntity.patch({ eventId })
      .set({ dueAt, ...next })
      .composite({ shard })
      .where((event, { eq }) => eq(event.dueAt, dueAt))
      .go(),
  );

async function finish({ eventId, consumer, shard }: { eventId: string; consumer: string; shard: number }) {
  const { data } = await EventEntity.patch({ eventId })
    .delete({ waiting: [consumer] })
    .go({ response: "all_new" });
  if (!data.waiting || data.waiting.length === 0) await rest(eventId, shard);
}

/** Marks an event as handled by all consumers: it leaves the index of due events and later the table. */
const rest = (eventId: string, shard: number) =>
  EventEntity.patch({ eventId })
    .remove(["waiting"])
    .set({ state: "done", dueAt: Clock.iso(), ttl: Clock.seconds(keptSeconds) })
    .composite({ shard })
    .go();

const consumersOf = (type: EventType): string[] => [
  ...new Set(
    wired()
      .filter(({ pattern }) => pattern["detail-type"]?.includes(type))
      .map(({ queue }) => queue),
  ),
];

/** Returns the rules whose consumers are deployed: an event must not wait for one that is not. */
const wired = (): readonly RuleDefinition[] =>
  Resource.Reporting.url ? [...rules, ...reporting.rules] : rules;
