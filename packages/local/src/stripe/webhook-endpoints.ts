import { randomBytes } from "node:crypto";
import Stripe from "stripe";
import { invalid } from "./errors";
import { newId } from "./ids";
import { listOf } from "./lists";
import type { Handlers } from "./routes";
import { cleared, metadata, need, type World } from "./world";

/** Registers an endpoint. Its secret is stored with it and returned only when it is created. */
function createEndpoint(
  world: World,
  fields: {
    url: string;
    events: string[];
    secret?: string;
    description?: string;
    metadata?: Stripe.MetadataParam;
  },
): Stripe.WebhookEndpoint {
  if (!URL.canParse(fields.url) || !/^https?:/.test(fields.url))
    throw invalid("Invalid URL: An explicit scheme (such as https) must be provided.", "url", "url_invalid");
  const endpoint: Stripe.WebhookEndpoint = {
    id: newId("we"),
    object: "webhook_endpoint",
    api_version: Stripe.API_VERSION,
    application: null,
    created: world.now(),
    description: fields.description ?? null,
    enabled_events: fields.events,
    livemode: false,
    metadata: metadata(fields.metadata),
    secret: fields.secret ?? `whsec_${randomBytes(24).toString("hex")}`,
    status: "enabled",
    url: fields.url,
  };
  world.store.put("endpoint", endpoint);
  return endpoint;
}

export interface Seed {
  url: string;
  secret: string;
  events: string[];
}

/** Ensures that an endpoint with this url, secret and events exists. Safe to repeat. */
export function seedEndpoint(world: World, seed: Seed): Stripe.WebhookEndpoint {
  return seedAs(world, seed, endpointWhere(world, "url", seed.url));
}

/**
 * Seeds the initial endpoints of an installation. An endpoint whose url changed since the last start is recognized by its
 * secret, so its pending deliveries are sent to the new url.
 */
export function seedEndpoints(world: World, seeds: Seed[]): void {
  const urls = new Set(seeds.map(({ url }) => url));
  for (const seed of seeds) {
    const moved = endpointWhere(world, "secret", seed.secret);
    const present =
      endpointWhere(world, "url", seed.url) ?? (moved && !urls.has(moved.url) ? moved : undefined);
    seedAs(world, seed, present);
  }
}

function seedAs(
  world: World,
  seed: Seed,
  present: Stripe.WebhookEndpoint | undefined,
): Stripe.WebhookEndpoint {
  if (!present) return createEndpoint(world, seed);
  const { url, secret, events } = seed;
  const endpoint: Stripe.WebhookEndpoint = {
    ...present,
    url,
    secret,
    enabled_events: events,
    status: "enabled",
  };
  world.store.put("endpoint", endpoint);
  return endpoint;
}

function endpointWhere(
  world: World,
  field: "secret" | "url",
  value: string,
): Stripe.WebhookEndpoint | undefined {
  const where = [{ sql: `json_extract(body, '$.${field}') = ?`, values: [value] }];
  return world.store.select("endpoint", { where, limit: 1 })[0];
}

function withoutSecret({ secret: _, ...endpoint }: Stripe.WebhookEndpoint): Stripe.WebhookEndpoint {
  return endpoint;
}

export const webhookEndpoints = {
  "POST /v1/webhook_endpoints": (world, { url, enabled_events: events, description, metadata: given }) =>
    createEndpoint(world, {
      url,
      events,
      ...(description && { description }),
      ...(given && { metadata: given }),
    }),
  "GET /v1/webhook_endpoints": (world, page) => {
    const list = listOf(world, "endpoint", "/v1/webhook_endpoints", page);
    return { ...list, data: list.data.map(withoutSecret) };
  },
  "GET /v1/webhook_endpoints/:id": (world, _, { id }) => withoutSecret(need(world, "endpoint", id)),
  "POST /v1/webhook_endpoints/:id": (world, fields, { id }) => {
    const present = need(world, "endpoint", id);
    const endpoint: Stripe.WebhookEndpoint = {
      ...present,
      description: fields.description === undefined ? present.description : cleared(fields.description),
      enabled_events: fields.enabled_events ?? present.enabled_events,
      metadata:
        fields.metadata === undefined ? present.metadata : metadata(fields.metadata, present.metadata),
      status: fields.disabled === undefined ? present.status : fields.disabled ? "disabled" : "enabled",
      url: fields.url ?? present.url,
    };
    world.store.put("endpoint", endpoint);
    return withoutSecret(endpoint);
  },
  "DELETE /v1/webhook_endpoints/:id": (world, _, { id }): Stripe.DeletedWebhookEndpoint => {
    need(world, "endpoint", id);
    world.store.remove("endpoint", id);
    world.store.sql("DELETE FROM deliveries WHERE endpoint = ? AND state <> 'succeeded'").run(id);
    return { id, object: "webhook_endpoint", deleted: true };
  },
} satisfies Partial<Handlers>;
