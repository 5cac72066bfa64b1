import Stripe from "stripe";
import { newId } from "./ids";
import { type Filters, listOf } from "./lists";
import { previousAttributes } from "./previous";
import type { Handlers } from "./routes";
import { need, type World } from "./world";

type EventType = Stripe.Event["type"];
type ObjectOf<T extends EventType> = Extract<Stripe.Event, { type: T }>["data"]["object"];

/** Records an event and a pending delivery for each subscribed endpoint, in the transaction of its cause. */
export function emit<T extends EventType>(
  world: World,
  type: T,
  object: ObjectOf<T>,
  given?: Stripe.Event.Data.PreviousAttributes,
): Stripe.EventBase {
  const previous = given ?? previousOf(world, type, object);
  const event: Stripe.EventBase = {
    id: newId("evt"),
    object: "event",
    api_version: Stripe.API_VERSION,
    created: world.now(),
    data: { object, ...(previous && { previous_attributes: previous }) },
    livemode: false,
    pending_webhooks: 0,
    request: { id: world.request.id, idempotency_key: world.request.idempotencyKey },
    type,
  };
  world.store.put("event", event);
  for (const endpoint of endpointsFor(world, type)) enqueue(world, event.id, endpoint.id);
  return event;
}

/** Returns the previous values for an update event, or for another event where Stripe is known to send them. */
function previousOf(
  world: World,
  type: EventType,
  object: object,
): Stripe.Event.Data.PreviousAttributes | undefined {
  if (!("id" in object)) return undefined;
  const before = world.store.before(String(object.id));
  if (!before || !(type.endsWith(".updated") || type === "charge.refunded")) return undefined;
  return previousAttributes(before, { ...object });
}

/** Adds a pending delivery of an event to an endpoint. */
export function enqueue(world: World, event: string, endpoint: string): void {
  world.store
    .sql("INSERT INTO deliveries (event, endpoint, state, attempts, due) VALUES (?, ?, 'pending', 0, ?)")
    .run(event, endpoint, Date.now());
}

export function endpointsFor(world: World, type: string): Stripe.WebhookEndpoint[] {
  return world.store
    .select("endpoint", { where: [], limit: 100 })
    .filter(({ status, enabled_events: wanted }) => {
      return status === "enabled" && (wanted.includes("*") || wanted.includes(type));
    });
}

/** Returns the event with the current number of pending deliveries. */
export function view(world: World, event: Stripe.EventBase): Stripe.EventBase {
  const row = world.store
    .sql("SELECT count(*) AS waiting FROM deliveries WHERE event = ? AND state = 'pending'")
    .get(event.id);
  return { ...event, pending_webhooks: Number(row?.waiting ?? 0) };
}

const UNDELIVERED = "IN (SELECT event FROM deliveries WHERE state <> 'succeeded')";
const THIRTY_DAYS = 30 * 24 * 3600;

export const events = {
  "GET /v1/events": (world, { delivery_success: delivered, type, types, ...page }) => {
    const wanted = type ? [type] : types;
    const filters: Filters = {
      sql: [
        { sql: "json_extract(body, '$.created') > ?", values: [world.now() - THIRTY_DAYS] },
        ...(delivered === undefined
          ? []
          : [{ sql: `id ${delivered ? "NOT " : ""}${UNDELIVERED}`, values: [] }]),
        ...(wanted ? [typeIn(wanted)] : []),
      ],
    };
    const list = listOf(world, "event", "/v1/events", page, filters);
    return { ...list, data: list.data.map((event) => view(world, event)) };
  },
  "GET /v1/events/:id": (world, _, { id }) => view(world, need(world, "event", id)),
} satisfies Partial<Handlers>;

/** Returns a condition for event types, which may end in a star: `charge.*` matches all events of charges. */
function typeIn(types: string[]) {
  return {
    sql: `(${types.map(() => "json_extract(body, '$.type') GLOB ?").join(" OR ")})`,
    values: types.map((type) => type.replace(/[[?]/g, "[$&]")),
  };
}
