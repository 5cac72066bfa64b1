import { z } from "zod";
import { Challenge } from "../challenge";
import { Clock } from "../clock";
import { Customer } from "../customer";
import { fn } from "../fn";
import { Order, type OrderRow } from "../order";
import { Queue } from "../queue";
import { Secret } from "../secret";
import { Text } from "../text";
import { Throttle } from "../throttle";

export * as OrderLookup from "./index";

/** The letter's link is good for so long, and so is what it opens; seconds. */
export const lifeSeconds = 30 * 60;

/** An order's number as people type it, or nothing. */
const OrderNumber = z
  .string()
  .max(200, "An order number is like SC-01HZX3Q4.")
  .transform((text) => Text.plain(text).toUpperCase())
  .pipe(z.string().regex(/^(?:(?:SC-?)?[0-9A-HJKMNP-TV-Z]{8})?$/, "An order number is like SC-01HZX3Q4."))
  .transform((text) => (text ? `SC-${text.slice(-8)}` : undefined));

const Request = z.object({
  email: Customer.Email,
  number: OrderNumber.optional(),
  browser: z.object({ origin: z.string().max(100), known: z.string().max(100).optional() }),
});

/**
 * Asks for the orders of an e-mail address. Whether it has any is looked up by whoever writes the letter, and told to
 * nobody but its mailbox: asking is the same work and the same answer for every address. Throws `throttle.too_many`.
 */
export const request = fn(Request, async ({ email, number, browser: { origin, known } }) => {
  await Throttle.take({ what: "letter", account: email, origin, browser: known });
  const carries = number ? { orderNumber: number } : {};
  const { challengeId } = await Challenge.create({
    purpose: "order_lookup",
    email,
    carries,
    seconds: lifeSeconds,
  });
  await Queue.send("AccountMailQueue", { letter: "challenge", challengeId });
  return { challengeId };
});

/** Uses the letter's link up. Answers a pass to what it asked for. Throws `challenge.over` the second time. */
export const redeem = fn(z.object({ token: z.string().max(100) }), async ({ token }) => {
  const { challengeId } = await Challenge.follow({ token, purpose: "order_lookup" });
  await Challenge.use({ challengeId });
  return { pass: `${challengeId}.${signature(challengeId)}` };
});

/** The orders that a pass opens, newest first; null when it is not ours or no longer good. */
export const found = fn(z.object({ pass: z.string().max(100) }), async ({ pass }) => {
  const [challengeId = "", given = ""] = pass.split(".");
  const ref = Challenge.byId.schema.safeParse({ challengeId });
  if (!ref.success || !Secret.same(Buffer.from(given), Buffer.from(signature(challengeId)))) return null;
  const challenge = await Challenge.byId(ref.data);
  if (!challenge?.usedAt || challenge.purpose !== "order_lookup" || challenge.expiresAt <= Clock.iso())
    return null;
  return ordersOf({ email: challenge.email, number: challenge.carries?.orderNumber });
});

/** The orders of an address, or the one of them that was asked for. For whoever has proved that it is theirs. */
export async function ordersOf({ email, number }: { email: string; number?: string | undefined }) {
  const rows: OrderRow[] = await Order.lookUp({ words: email });
  const asked = rows.filter((row) => row.number === number);
  return asked.length > 0 ? asked : rows;
}

const signature = (challengeId: string) =>
  Secret.sign("LinkSecret", "order-lookup-pass", challengeId).toString("base64url");
