import { Dynamo } from "@securecart/core/dynamo";
import { type Group, Settings } from "@securecart/core/settings";
import { StripeApi } from "@securecart/core/stripe";

type Crash = { at: number; when: "before" | "after" };
type Client = { makeRequest: (...args: unknown[]) => Promise<unknown> };

let running: (Crash & { calls: number; died: () => void }) | undefined;
let installed = false;

/**
 * Runs work as a process that dies at its nth call to the table or to Stripe, before or after the call is made: nothing
 * of it continues from there. Returns true when the work ended before that.
 */
export async function crash({ at, when }: Crash, verb: () => Promise<unknown>) {
  if (!installed) install();
  const death = new Promise<false>((resolve) => {
    running = { at, when, calls: 0, died: () => resolve(false) };
  });
  try {
    return await Promise.race([verb().then(() => true), death]);
  } finally {
    running = undefined;
    forgetReads();
  }
}

/** Drops the settings that the dead process was reading: the next one reads them itself. */
function forgetReads() {
  for (const group of Object.keys(Settings.groups) as Group[]) Settings.forget(group);
}

/** Makes a call, at which the process may die. A dead process never gets a response. */
async function call<Answer>(make: () => Promise<Answer>): Promise<Answer> {
  const own = running;
  if (!own) return make();
  const n = ++own.calls;
  if (n < own.at) {
    const answer = await make();
    return own.calls < own.at ? answer : never();
  }
  if (n === own.at && own.when === "after") await make();
  if (n === own.at) own.died();
  return never();
}

const never = () => new Promise<never>(() => undefined);

function install() {
  installed = true;
  Dynamo.client.middlewareStack.add((next) => (args) => call(() => next(args)), { step: "initialize" });
  const stripe = StripeApi.client() as unknown as { getApiField(name: "httpClient"): Client };
  const client = stripe.getApiField("httpClient");
  const send = client.makeRequest.bind(client);
  client.makeRequest = (...args) => call(() => send(...args));
}
