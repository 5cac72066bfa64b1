import { type Body, integer, Refused } from "./control-body";
import { dashboardRoutes } from "./control-dashboard";
import type { Deliveries } from "./deliveries";
import { endpointsFor, enqueue } from "./events";
import { type Faults, noFaults, type RequestFault } from "./faults";
import { type HttpRequest, type HttpResponse, json } from "./http-message";
import { sweep } from "./sweep";
import { seedEndpoint } from "./webhook-endpoints";
import { need, type World } from "./world";

export interface Clock {
  offsetSeconds(): number;
  setOffset(seconds: number): void;
}

interface Controlled {
  world: World;
  clock: Clock;
  faults: Faults;
  deliveries: Deliveries;
}

/** Serves `/_control/…`: routes for tests, which Stripe does not have. */
export function createControl(controlled: Controlled) {
  const routes: Record<string, (body: Body) => unknown> = {
    ...dashboardRoutes(controlled.world),
    "GET /_control/health": () => ({ ok: true }),
    "GET /_control/state": () => state(controlled),
    "GET /_control/deliveries": () => ({ deliveries: deliveryLog(controlled.world) }),
    "POST /_control/clock": (body) => setClock(controlled, body),
    "POST /_control/webhooks/seed": (body) => seed(controlled.world, body),
    "POST /_control/webhooks/faults": (body) => setWebhookFaults(controlled, body),
    "POST /_control/webhooks/hold": () => {
      controlled.faults.webhooks.hold = true;
      return { held: true };
    },
    "POST /_control/webhooks/release": async ({ order = "forward" }) => ({
      released: await controlled.deliveries.release(toOrder(order)),
    }),
    "POST /_control/webhooks/redeliver": (body) => redeliver(controlled, body),
    "POST /_control/webhooks/idle": async () => {
      await controlled.deliveries.idle();
      return { idle: true };
    },
    "POST /_control/requests/faults": (body) => addRequestFault(controlled, body),
    "POST /_control/reset": () => reset(controlled),
  };
  return async ({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> => {
    // A web page on this machine can also reach loopback; tools send no Origin header.
    if (headers.origin) return json(403, { error: "The control routes are for tools, not for web pages." });
    const route = routes[`${method} ${url.pathname}`];
    if (!route)
      return json(404, { error: `Unknown control route. Routes: ${Object.keys(routes).join(", ")}` });
    try {
      const result = json(200, await route(toBody(body)));
      controlled.deliveries.pump();
      return result;
    } catch (error) {
      if (error instanceof Refused || error instanceof SyntaxError)
        return json(400, { error: error.message });
      throw error;
    }
  };
}

function toBody(text: string): Body {
  const value: unknown = text ? JSON.parse(text) : {};
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Refused("Send a JSON object.");
  return { ...value };
}

function state({ world, clock, faults }: Controlled) {
  const counts = (text: string) =>
    Object.fromEntries(
      world.store
        .sql(text)
        .all()
        .map((row) => [String(row.name), Number(row.count)]),
    );
  return {
    now: world.now(),
    clockOffsetSeconds: clock.offsetSeconds(),
    objects: counts("SELECT kind AS name, count(*) AS count FROM objects GROUP BY kind"),
    deliveries: counts("SELECT state AS name, count(*) AS count FROM deliveries GROUP BY state"),
    faults,
  };
}

function deliveryLog(world: World) {
  return world.store
    .sql(
      `SELECT d.id, d.event, d.endpoint, d.state, d.attempts, d.status, d.error, json_extract(o.body, '$.type') AS type
       FROM deliveries d LEFT JOIN objects o ON o.kind = 'event' AND o.id = d.event ORDER BY d.id DESC LIMIT 500`,
    )
    .all();
}

/** Moves the clock by `advanceSeconds`, or sets its offset to `offsetSeconds`. */
function setClock({ world, clock }: Controlled, body: Body) {
  if (body.offsetSeconds !== undefined) clock.setOffset(integer(body, "offsetSeconds"));
  else clock.setOffset(clock.offsetSeconds() + integer(body, "advanceSeconds"));
  sweep(world);
  return { now: world.now(), clockOffsetSeconds: clock.offsetSeconds() };
}

function seed(world: World, { url, secret, events = ["*"] }: Body) {
  if (typeof url !== "string" || typeof secret !== "string" || !isStrings(events))
    throw new Refused("url and secret are required; events must be a list.");
  const { secret: _, ...endpoint } = world.store.transaction(() =>
    seedEndpoint(world, { url, secret, events }),
  );
  return endpoint;
}

function setWebhookFaults({ faults }: Controlled, body: Body) {
  for (const name of ["drop", "duplicate", "delayMs", "signatureSkewSeconds"] as const)
    if (body[name] !== undefined) faults.webhooks[name] = integer(body, name);
  return faults.webhooks;
}

/** Sends an event again to each subscribed endpoint, even if it was already delivered. */
function redeliver({ world }: Controlled, { event }: Body) {
  if (typeof event !== "string") throw new Refused("`event` must be the id of an event.");
  const { type } = need(world, "event", event);
  const endpoints = endpointsFor(world, type);
  world.store.transaction(() => {
    world.store.sql("DELETE FROM deliveries WHERE event = ? AND state <> 'succeeded'").run(event);
    for (const endpoint of endpoints) enqueue(world, event, endpoint.id);
  });
  return { queued: endpoints.length };
}

function addRequestFault({ faults }: Controlled, body: Body): RequestFault {
  const { path, method, about, when = "before", store } = body;
  if (typeof path !== "string" || !path.startsWith("/")) throw new Refused("`path` must start with a slash.");
  if (when !== "before" && when !== "after") throw new Refused('`when` must be "before" or "after".');
  if (method !== undefined && typeof method !== "string") throw new Refused("`method` must be a string.");
  if (about !== undefined && (typeof about !== "string" || about === ""))
    throw new Refused("`about` must be a text that the request contains.");
  const fault: RequestFault = {
    path,
    when,
    times: body.times === undefined ? 1 : integer(body, "times"),
    ...(method && { method }),
    ...(about && { about }),
    ...(body.status !== undefined && { status: integer(body, "status") }),
    ...(store === true && { store }),
    ...(body.slowMs !== undefined && { slowMs: integer(body, "slowMs") }),
  };
  faults.requests.push(fault);
  return fault;
}

/** Deletes all objects and faults and resets the clock. Registered endpoints stay. */
function reset({ world, clock, faults }: Controlled) {
  world.store.transaction(() => world.store.clear());
  clock.setOffset(0);
  Object.assign(faults.webhooks, noFaults().webhooks);
  faults.requests.length = 0;
  return { ok: true };
}

function toOrder(order: unknown): "forward" | "reverse" | string[] {
  if (order === "forward" || order === "reverse" || isStrings(order)) return order;
  throw new Refused('`order` must be "forward", "reverse" or a list of event ids.');
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
