import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createApi } from "./api";
import { type Clock, createControl } from "./control";
import { createDashboardPages } from "./dashboard-pages";
import { startDeliveries } from "./deliveries";
import { ApiError } from "./errors";
import { noFaults, type RequestFault, takeFault } from "./faults";
import { type HttpRequest, type HttpResponse, html, json } from "./http-message";
import { forgetOld } from "./idempotency";
import { createPages } from "./pages";
import { openStore, type Store } from "./store";
import { sweep } from "./sweep";
import { seedEndpoints } from "./webhook-endpoints";
import type { World } from "./world";

export interface StripeOptions {
  /** 0 selects any free port. */
  port: number;
  /** File with all state, or ":memory:". */
  dataFile: string;
  /** The only accepted key. By default every `sk_test_…` is accepted. */
  secretKey?: string;
  /** Webhook endpoints that exist from the start, with secrets known to both sides. */
  webhooks?: { url: string; secret: string; events: string[] }[];
  clockOffsetSeconds?: number;
  /** Pauses before each retry of a delivery. */
  retrySeconds?: readonly number[];
  /** Address to which browsers are redirected. Default http://127.0.0.1:<port>. */
  publicUrl?: string;
}

const MOST_BYTES = 1024 * 1024;
const SWEEP_MS = 500;

/**
 * Serves Stripe's API, its hosted pages, a small dashboard and the control routes on 127.0.0.1. A response is sent after
 * its transaction is committed. Throws DamagedStore for an unreadable data file, EADDRINUSE for a busy port.
 */
export async function startStripe(options: StripeOptions): Promise<{ url: string; close(): Promise<void> }> {
  const store = openStore(options.dataFile);
  const clock = createClock(store, options.clockOffsetSeconds);
  const faults = noFaults();
  let url = "";
  const world: World = {
    store,
    get publicUrl() {
      return options.publicUrl ?? url;
    },
    now: () => Math.floor(Date.now() / 1000) + clock.offsetSeconds(),
    request: { id: null, idempotencyKey: null },
  };
  store.transaction(() => {
    forgetOld(world);
    seedEndpoints(world, options.webhooks ?? []);
  });
  const deliveries = startDeliveries(world, faults.webhooks, options.retrySeconds);
  const api = createApi(world, options.secretKey);
  const pages = createPages(world);
  const dashboardPages = createDashboardPages(world);
  const control = createControl({ world, clock, faults, deliveries });

  async function serve(incoming: HttpRequest): Promise<HttpResponse | null> {
    const { pathname } = incoming.url;
    if (pathname.startsWith("/_control/")) return control(incoming);
    const fault = takeFault(faults, incoming);
    if (fault && fault.when === "before" && !fault.store && isFailing(fault)) return failure(fault);
    sweep(world);
    const result = isDashboard(pathname)
      ? dashboardPages(incoming)
      : pathname.startsWith("/c/")
        ? await pages(incoming)
        : await api(incoming, fault);
    deliveries.pump();
    return fault?.when === "after" && isFailing(fault) ? failure(fault) : result;
  }

  const server = createServer((request, response) => {
    read(request)
      .then((incoming) =>
        incoming ? serve(incoming) : json(413, { error: { type: "invalid_request_error" } }),
      )
      .catch((error: unknown) => {
        if (error instanceof ApiError) return json(error.status, { error: error.body });
        console.error(`stripe: ${request.method} ${request.url}:`, error);
        return html(500, "Something went wrong.");
      })
      .then((result) => write(response, result));
  });
  server.keepAliveTimeout = 60_000;
  try {
    url = await listen(server, options.port);
  } catch (error) {
    store.close();
    throw error;
  }
  const sweeping = setInterval(() => {
    sweep(world);
    deliveries.pump();
  }, SWEEP_MS);
  deliveries.pump();

  return {
    url,
    close: async () => {
      clearInterval(sweeping);
      deliveries.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await deliveries.idle();
      store.close();
    },
  };
}

function isDashboard(pathname: string): boolean {
  return pathname === "/" || pathname === "/dashboard" || pathname.startsWith("/dashboard/");
}

/** Returns whether a fault fails the request instead of only slowing it down. */
function isFailing({ status, slowMs }: RequestFault): boolean {
  return status !== undefined || slowMs === undefined;
}

/** Returns the response of a fault; null cuts the connection. */
function failure({ status }: RequestFault): HttpResponse | null {
  if (status === undefined) return null;
  const limited = status === 429;
  return json(status, {
    error: {
      type: limited ? "invalid_request_error" : "api_error",
      ...(limited && { code: "rate_limit" }),
      message: limited ? "Too many requests." : "Failing on purpose.",
    },
  });
}

/** Returns the clock. Its offset survives a restart unless the options set another. */
function createClock(store: Store, given?: number): Clock {
  let offset = given ?? Number(store.setting("clock_offset") ?? 0);
  return {
    offsetSeconds: () => offset,
    setOffset: (seconds) => {
      offset = seconds;
      store.setSetting("clock_offset", String(seconds));
    },
  };
}

async function read(request: IncomingMessage): Promise<HttpRequest | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
  }
  if (size > MOST_BYTES) return null;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : value,
    ]),
  );
  return {
    method: request.method ?? "GET",
    url: new URL(`http://127.0.0.1${request.url?.startsWith("/") ? request.url : "/"}`),
    headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function write(response: ServerResponse, result: HttpResponse | null): void {
  if (!result) {
    response.destroy();
    return;
  }
  response.writeHead(result.status, result.headers);
  response.end(result.body);
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" && address ? address.port : port}`);
    });
  });
}
