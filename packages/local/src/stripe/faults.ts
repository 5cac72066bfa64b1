import type { HttpRequest } from "./http-message";

/** A deliberate fault for matching requests, applied `times` times. */
export interface RequestFault {
  /** Start of the path, e.g. "/v1/refunds" or "/c/pay". */
  path: string;
  method?: string;
  /** Matches only requests that contain this text, such as an id, in their path, body or idempotency key. */
  about?: string;
  times: number;
  /** "before": the work is not done. "after": it is committed, and only the response is lost. */
  when: "after" | "before";
  /** Status to return. Without it the connection is cut, unless the fault only sets `slowMs`. */
  status?: number;
  /** Stores a 5xx "before" under the idempotency key, as when Stripe itself fails while processing. */
  store?: boolean;
  slowMs?: number;
}

export interface WebhookFaults {
  /** Number of next deliveries that are lost and not retried. */
  drop: number;
  /** Number of next deliveries that are sent twice with the same event id. */
  duplicate: number;
  delayMs: number;
  /** Offset of the time in the signature, in seconds: −400 makes deliveries stale. */
  signatureSkewSeconds: number;
  /** Holds all deliveries until they are released. */
  hold: boolean;
}

export interface Faults {
  requests: RequestFault[];
  webhooks: WebhookFaults;
}

export function noFaults(): Faults {
  return {
    requests: [],
    webhooks: { drop: 0, duplicate: 0, delayMs: 0, signatureSkewSeconds: 0, hold: false },
  };
}

/** Returns the fault that matches a request and decrements its count. */
export function takeFault(faults: Faults, incoming: HttpRequest): RequestFault | undefined {
  const { method, url } = incoming;
  const fault = faults.requests.find((candidate) => {
    const sameMethod = !candidate.method || candidate.method.toUpperCase() === method;
    const meant = sameMethod && url.pathname.startsWith(candidate.path) && names(incoming, candidate.about);
    return candidate.times > 0 && meant;
  });
  if (fault) fault.times -= 1;
  return fault;
}

function names({ url, headers, body }: HttpRequest, about: string | undefined): boolean {
  return about === undefined || [url.href, headers["idempotency-key"], body].join("\n").includes(about);
}

/** Decrements the count. Returns false when it was zero. */
export function takeOne(faults: WebhookFaults, which: "drop" | "duplicate"): boolean {
  if (faults[which] <= 0) return false;
  faults[which] -= 1;
  return true;
}
