import { createHmac } from "node:crypto";
import { view } from "./events";
import { takeOne, type WebhookFaults } from "./faults";
import type { World } from "./world";

/** Pauses before each retry, in seconds: short at first, then 30 s, eleven minutes in total. */
const RETRY_SECONDS = [0.5, 1, 2, 5, 10, 10, 15, 15, ...Array<number>(20).fill(30)];

const TIMEOUT_MS = 10_000;
const AT_ONCE = 16;

interface Delivery {
  id: number;
  event: string;
  endpoint: string;
  attempts: number;
}

export type Deliveries = ReturnType<typeof startDeliveries>;

/**
 * Sends pending rows of the table `deliveries`, including those of a previous process. An endpoint that does not respond
 * with 2xx within ten seconds is retried; a delivery that fails every attempt stays recorded as failed.
 */
export function startDeliveries(
  world: World,
  faults: WebhookFaults,
  retrySeconds: readonly number[] = RETRY_SECONDS,
) {
  const { store } = world;
  const underWay = new Map<number, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  const stopping = new AbortController();

  function pending(dueBy: number): Delivery[] {
    return store
      .sql("SELECT * FROM deliveries WHERE state = 'pending' AND due <= ? ORDER BY due, id LIMIT 200")
      .all(dueBy)
      .map((row) => ({
        id: Number(row.id),
        event: String(row.event),
        endpoint: String(row.endpoint),
        attempts: Number(row.attempts),
      }))
      .filter(({ id }) => !underWay.has(id));
  }

  /** Starts the deliveries that are due and schedules the next run. */
  function pump(): void {
    clearTimeout(timer);
    if (stopping.signal.aborted || faults.hold) return;
    for (const delivery of pending(Date.now() - faults.delayMs).slice(0, AT_ONCE - underWay.size))
      start(delivery);
    const row = store
      .sql("SELECT min(due) AS next FROM deliveries WHERE state = 'pending' AND due > ?")
      .get(Date.now() - faults.delayMs);
    if (underWay.size < AT_ONCE && row?.next != null)
      timer = setTimeout(pump, Math.max(1, Number(row.next) + faults.delayMs - Date.now()));
  }

  function start(delivery: Delivery): Promise<void> {
    const sending = deliver(delivery)
      .catch((error) => console.error(`stripe: delivery ${delivery.id} of ${delivery.event}:`, error))
      .finally(() => {
        underWay.delete(delivery.id);
        pump();
      });
    underWay.set(delivery.id, sending);
    return sending;
  }

  async function deliver(delivery: Delivery): Promise<void> {
    const event = store.find("event", delivery.event);
    const endpoint = store.find("endpoint", delivery.endpoint);
    if (!event || !endpoint) return record(delivery, "failed", null, "the endpoint was deleted");
    if (takeOne(faults, "drop")) return record(delivery, "failed", null, "dropped on purpose");
    const body = JSON.stringify(view(world, event), null, 2);
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const post = () => send(endpoint.url, body, signature(body, endpoint.secret ?? ""), signal);
    const responses = await Promise.all(takeOne(faults, "duplicate") ? [post(), post()] : [post()]);
    // A delivery interrupted by the shutdown stays pending; the next start sends it.
    if (stopping.signal.aborted) return;
    const good = responses.find(({ status }) => status !== null && status >= 200 && status < 300);
    const { status, error } = good ?? responses[0] ?? { status: null, error: "nothing was sent" };
    if (good) record(delivery, "succeeded", status, null);
    else record(delivery, delivery.attempts < retrySeconds.length ? "pending" : "failed", status, error);
  }

  function record(delivery: Delivery, state: string, status: number | null, error: string | null): void {
    const wait = retrySeconds[delivery.attempts] ?? 0;
    store
      .sql(
        "UPDATE deliveries SET state = ?, attempts = attempts + 1, due = ?, status = ?, error = ? WHERE id = ?",
      )
      .run(state, Date.now() + wait * 1000, status, error, delivery.id);
  }

  function signature(body: string, secret: string): string {
    const at = world.now() + faults.signatureSkewSeconds;
    const mac = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
    return `t=${at},v1=${mac},v0=${"0".repeat(64)}`;
  }

  /** Sends held deliveries one by one: oldest first, newest first, or in the order of the given events and then the rest. */
  async function release(order: "forward" | "reverse" | string[]): Promise<number> {
    const held = pending(Number.MAX_SAFE_INTEGER);
    const sorted = Array.isArray(order)
      ? held.toSorted((a, b) => rank(order, a.event) - rank(order, b.event))
      : order === "reverse"
        ? held.toReversed()
        : held;
    for (const delivery of sorted) await start(delivery);
    faults.hold = false;
    pump();
    return sorted.length;
  }

  return {
    pump,
    release,
    /** Resolves when nothing is being sent or due. Retries scheduled for later do not count. */
    idle: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.allSettled(underWay.values());
    },
    stop: (): void => {
      stopping.abort();
      clearTimeout(timer);
    },
  };
}

function rank(order: string[], event: string): number {
  const index = order.indexOf(event);
  return index === -1 ? order.length : index;
}

async function send(
  url: string,
  body: string,
  signature: string,
  signal: AbortSignal,
): Promise<{ status: number | null; error: string }> {
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      redirect: "manual",
      signal,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": signature,
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      },
    });
    await response.arrayBuffer();
    return { status: response.status, error: `responded with ${response.status}` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { status: null, error: cause instanceof Error ? cause.message : String(cause) };
  }
}
