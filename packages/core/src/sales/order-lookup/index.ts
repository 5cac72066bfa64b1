import { z } from "zod";
import { AccountEmail } from "#accounts/account-email";
import { Challenge } from "#accounts/challenge";
import { Customer } from "#accounts/customer";
import { RateLimit } from "#accounts/rate-limit";
import { Clock } from "#platform/clock";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Queue } from "#platform/queue";
import { Secret } from "#platform/secret";
import { Text } from "#platform/text";
import { Order, type OrderRow } from "../order";

export * as OrderLookup from "./index";

/** Life of the email's link, and of the pass that it opens, in seconds. */
export const lifeSeconds = 30 * 60;

const unlikeNumber = "Enter the order number as it is in the emails about your order.";

/** Order number as people type it, or nothing. */
const OrderNumber = z
  .string()
  .max(200, unlikeNumber)
  .transform((text) => Text.plain(text).toUpperCase())
  .pipe(z.string().regex(/^(?:(?=.*\d|.{8})[A-Z0-9#/_-]{3,40})?$/, unlikeNumber))
  .transform((text) => text || undefined);

const Request = z.object({
  email: Customer.Email,
  number: OrderNumber.optional(),
  browser: z.object({ origin: z.string().max(100), known: z.string().max(100).optional() }),
});

/**
 * Requests an email with a link to the orders of an email address. The request does the same work and returns the same
 * for every address; only the email tells whether the address has orders. Throws `throttle.too_many`.
 */
export const request = fn(Request, async ({ email, number, browser: { origin, known } }) => {
  await RateLimit.take({ what: "email", account: email, origin, browser: known });
  const carries = number ? { orderNumber: number } : {};
  const { challengeId } = await Challenge.create({
    purpose: "order_lookup",
    email,
    carries,
    seconds: lifeSeconds,
  });
  await Queue.send("AccountEmailQueue", { kind: "order_lookup", challengeId });
  return { challengeId };
});

/** Message of the queue: the challenge, neither address nor link. */
export const Message = z.object({ kind: z.literal("order_lookup"), challengeId: Id.schema("challenge") });

/**
 * Sends the email that was requested: a link to the orders, or that the address has none. Only the owner of the mailbox
 * learns which. A message that is delivered again sends nothing.
 */
export async function send({ challengeId }: z.output<typeof Message>, compose: AccountEmail.Compose) {
  const challenge = await Challenge.byId({ challengeId });
  if (!challenge || challenge.sentAt || challenge.usedAt) return;
  const { email: to, carries = {} } = challenge;
  const orders = await ordersOf({ email: to, number: carries.orderNumber });
  if (orders.length === 0) {
    await AccountEmail.write({ kind: "order_lookup_none", to, link: AccountEmail.at("/orders") }, compose);
  } else {
    await Challenge.arm({ challengeId });
    const link = AccountEmail.linkTo("find-orders", challengeId);
    await AccountEmail.write({ kind: "order_lookup", to, link }, compose);
  }
  await Challenge.sent({ challengeId });
}

/** Redeems the email's link, once. Returns a pass to the orders. Throws `challenge.over` the second time. */
export const redeem = fn(z.object({ token: z.string().max(100) }), async ({ token }) => {
  const { challengeId } = await Challenge.follow({ token, purpose: "order_lookup" });
  await Challenge.use({ challengeId });
  return { pass: `${challengeId}.${signature(challengeId)}` };
});

/** Returns the orders that a pass opens, newest first; null when the pass is not ours or has expired. */
export const found = fn(z.object({ pass: z.string().max(100) }), async ({ pass }) => {
  const [challengeId = "", given = ""] = pass.split(".");
  const ref = Challenge.byId.schema.safeParse({ challengeId });
  if (!ref.success || !Secret.same(Buffer.from(given), Buffer.from(signature(challengeId)))) return null;
  const challenge = await Challenge.byId(ref.data);
  if (!challenge?.usedAt || challenge.purpose !== "order_lookup" || challenge.expiresAt <= Clock.iso())
    return null;
  return ordersOf({ email: challenge.email, number: challenge.carries?.orderNumber });
});

/**
 * Returns the orders of an address, or only the requested one. The caller must have proved that it owns the address.
 */
export async function ordersOf({ email, number }: { email: string; number?: string | undefined }) {
  const rows: OrderRow[] = await Order.lookUp({ words: email });
  const asked = number ? rows.filter((row) => isSame(row.number, number)) : [];
  return asked.length > 0 ? asked : rows;
}

/** Tells whether a person means an order number: they may leave out its beginning, and its dashes. */
function isSame(number: string, typed: string) {
  const bare = (text: string) => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
  return bare(number).endsWith(bare(typed));
}

const signature = (challengeId: string) =>
  Secret.sign("LinkSecret", "order-lookup-pass", challengeId).toString("base64url");
