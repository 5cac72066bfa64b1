import { z } from "zod";
import { Clock } from "../clock";
import { DomainError } from "../error";
import { gather } from "../gather";
import { Secret } from "../secret";
import { Shop } from "../shop";

export * as Revalidation from "./index";

const header = "x-securecart-signature";
const toleranceSeconds = 300;
/** Most tags of a request. */
const mostTags = 100;

const Body = z.object({ tags: z.array(z.string().min(1).max(200)).min(1).max(mostTags), at: z.int() });

/**
 * Requests that the storefront renders the pages of these tags again. Many calls at once make one request. Throws when the
 * storefront does not accept it.
 */
export const send = gather<string>(async (tags) => {
  for (let start = 0; start < tags.length; start += mostTags)
    await sendPart(tags.slice(start, start + mostTags));
});

async function sendPart(tags: string[]) {
  const body = JSON.stringify({ tags, at: Clock.seconds() });
  const response = await fetch(`${Shop.url()}/api/revalidate`, {
    method: "POST",
    headers: { "content-type": "application/json", [header]: signature(body) },
    body,
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`The storefront responded ${response.status} to a revalidation.`);
}

/** Returns the tags of a request that we signed within five minutes. Throws `revalidation.refused` for any other. */
export function verify(body: string, given: string | null): { tags: string[] } {
  const refused = new DomainError("auth", "revalidation.refused", "This request is not signed by us.");
  if (!given || !Secret.same(Buffer.from(given), Buffer.from(signature(body)))) throw refused;
  const { tags, at } = Body.parse(JSON.parse(body));
  if (Math.abs(Clock.seconds() - at) > toleranceSeconds) throw refused;
  return { tags };
}

const signature = (body: string) => Secret.sign("RevalidateSecret", "revalidate", body).toString("base64url");
