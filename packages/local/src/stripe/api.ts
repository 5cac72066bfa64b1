import Stripe from "stripe";
import { ApiError, invalid } from "./errors";
import { expand } from "./expand";
import { typeOf } from "./expandable";
import type { RequestFault } from "./faults";
import { parseForm } from "./form";
import { type HttpRequest, type HttpResponse, json } from "./http-message";
import { type Claim, claimOf, inUse, isKept, keep, recall } from "./idempotency";
import { newId } from "./ids";
import { match, run } from "./routes";
import type { World } from "./world";

/** Serves `/v1/…`. Accepts only the given secret key, or any test key when none is given. */
export function createApi(world: World, secretKey?: string) {
  // Kept in memory on purpose: a request that died with the process no longer holds its key.
  const inFlight = new Set<string>();

  return async function serve(incoming: HttpRequest, fault?: RequestFault): Promise<HttpResponse> {
    const request = newId("req", 14);
    const headers: Record<string, string> = { "request-id": request, "stripe-version": Stripe.API_VERSION };
    try {
      const apiKey = authenticate(incoming, secretKey);
      checkVersion(incoming);
      const given = incoming.method === "POST" ? incoming.headers["idempotency-key"] : undefined;
      if (!given) {
        await slow(fault);
        return withHeaders(perform(world, incoming, request), headers);
      }
      headers["idempotency-key"] = given;
      const claim = claimOf(apiKey, given, incoming.url.pathname, incoming.body);
      if (inFlight.has(claim.key)) throw inUse(given);
      const kept = recall(world, claim);
      if (kept) {
        const replay = { "idempotent-replayed": "true", "original-request": kept.request };
        return {
          status: kept.status,
          headers: { "content-type": "application/json", ...headers, ...replay },
          body: kept.body,
        };
      }
      inFlight.add(claim.key);
      try {
        await slow(fault);
        return withHeaders(perform(world, incoming, request, claim, fault), headers);
      } finally {
        inFlight.delete(claim.key);
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return refusal(error, headers);
    }
  };
}

/** Serves a request in one transaction: work, events, deliveries and the replayable response are committed together. */
function perform(
  world: World,
  incoming: HttpRequest,
  request: string,
  claim?: Claim,
  fault?: RequestFault,
): HttpResponse {
  world.request = { id: request, idempotencyKey: claim?.given ?? null };
  const remember = (result: HttpResponse): HttpResponse => {
    if (claim && isKept(result.status)) keep(world, claim, { ...result, request });
    return result;
  };
  try {
    if (fault?.store && fault.when === "before") throw new Error("failing on purpose");
    return world.store.transaction(
      () => remember(attempt(world, incoming)),
      ({ status }) => isKept(status),
    );
  } catch (error) {
    if (!fault?.store) console.error(`stripe: ${incoming.method} ${incoming.url.pathname}:`, error);
    const result = json(500, { error: { type: "api_error", message: "An unknown error occurred." } });
    return world.store.transaction(() => remember(result));
  } finally {
    world.request = { id: null, idempotencyKey: null };
  }
}

/** Runs a request. The writes of a decline are kept; any other refusal rolls its writes back. */
function attempt(world: World, { method, url, body }: HttpRequest): HttpResponse {
  try {
    const found = match(method, url.pathname);
    if (!found)
      throw new ApiError(404, {
        type: "invalid_request_error",
        message: `Unrecognized request URL (${method}: ${url.pathname}). This server does not implement it.`,
      });
    const params = parseForm(method === "POST" ? body : url.search.slice(1));
    const result = run(world, found.route, params, found.path);
    const type = typeOf(found.route, result);
    return json(200, expand(world, result, type, expansions(params.expand)));
  } catch (error) {
    if (error instanceof ApiError) return refusal(error);
    throw error;
  }
}

/** Returns the paths to expand. The schema has already checked that they are strings. */
function expansions(paths: unknown): string[] {
  return Array.isArray(paths) ? paths.map(String) : [];
}

function authenticate({ headers }: HttpRequest, secretKey?: string): string {
  const { authorization = "" } = headers;
  const basic = /^Basic (.+)$/i.exec(authorization)?.[1];
  const key = basic
    ? Buffer.from(basic, "base64").toString("utf8").split(":")[0]
    : /^Bearer (.+)$/i.exec(authorization)?.[1];
  if (!key)
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  if (/^[sr]k_live_/.test(key))
    throw unauthorized(
      "A live key was sent to the local payment server. Replace that key now, because it may have leaked.",
    );
  if (secretKey === undefined ? !/^[sr]k_test_\w+$/.test(key) : key !== secretKey)
    throw unauthorized(`Invalid API Key provided: ${key.slice(0, 8)}***`);
  return key;
}

function unauthorized(message: string): ApiError {
  return new ApiError(401, { type: "invalid_request_error", message });
}

function checkVersion({ headers }: HttpRequest): void {
  const version = headers["stripe-version"];
  if (version && version !== Stripe.API_VERSION)
    throw invalid(`Invalid Stripe API version: ${version}. This server supports ${Stripe.API_VERSION}.`);
}

function refusal({ status, body }: ApiError, headers: Record<string, string> = {}): HttpResponse {
  return json(status, { error: body }, headers);
}

function withHeaders(result: HttpResponse, headers: Record<string, string>): HttpResponse {
  return { ...result, headers: { ...result.headers, ...headers } };
}

async function slow(fault: RequestFault | undefined): Promise<void> {
  if (fault?.slowMs) await new Promise((resolve) => setTimeout(resolve, fault.slowMs));
}
