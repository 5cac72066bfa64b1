import type { Incoming } from "./answer";

/** What is to go wrong on purpose with requests that match, until `times` is used up. */
export interface RequestFault {
  /** Start of the path, e.g. "/v1/refunds" or "/c/pay". */
  path: string;
  method?: string;
  /** Only requests that name this: an id in their path, their body or their idempotency key. */
  about?: string;
  times: number;
  /** "before": the work is not done. "after": it is done and committed, only the answer is lost. */
  when: "after" | "before";
  /** Answer with this status instead; without it, and without `slowMs` alone, the socket is cut. */
  status?: number;
  /** A 5xx "before" that is kept under the idempotency key, as when Stripe itself failed in the middle. */
  store?: boolean;
  slowMs?: number;
}

export interface WebhookFaults {
  /** The next N deliveries are lost and not tried again. */
  drop: number;
  /** The next N deliveries are sent twice, with the same event id. */
  duplicate: number;
  delayMs: number;
  /** Added to the time in the signature: −400 makes deliveries stale. */
  signatureSkewSeconds: number;
  /** Nothing is sent until it is released. */
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

/** The fault meant for this request, counted down. */
export function takeFault(faults: Faults, incoming: Incoming): RequestFault | undefined {
  const { method, url } = incoming;
  const fault = faults.requests.find((candidate) => {
    const sameMethod = !candidate.method || candidate.method.toUpperCase() === method;
    const meant = sameMethod && url.pathname.startsWith(candidate.path) && names(incoming, candidate.about);
    return candidate.times > 0 && meant;
  });
  if (fault) fault.times -= 1;
  return fault;
}

function names({ url, headers, body }: Incoming, about: string | undefined): boolean {
  return about === undefined || [url.href, headers["idempotency-key"], body].join("\n").includes(about);
}

/** Counts one down; false when there was none left. */
export function takeOne(faults: WebhookFaults, which: "drop" | "duplicate"): boolean {
  if (faults[which] <= 0) return false;
  faults[which] -= 1;
  return true;
}
