import { BlockList, isIP } from "node:net";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Network } from "#platform/network";
import { Place } from "#platform/place";
import { Secret } from "#platform/secret";
import { StripeApi } from "#platform/stripe";
import { Order, type OrderView, type Risk } from "../order";
import { type Signals, weigh } from "./rules";
import { VelocityEntity } from "./velocity.entity";

export * as Fraud from "./index";
export { rules, type Signals, weigh } from "./rules";

/**
 * Number of declined cards that closes an order, and blocks payments of its cart and its origin for an hour. The email
 * address does not count: anyone can enter a stranger's.
 */
export const declineLimit = 5;

const keptSeconds = 3 * 3600;

type Kind = "card" | "email" | "origin" | "declines-cart" | "declines-origin";

const Ref = z.object({ orderId: Id.schema("order") });

/**
 * Assesses the risk of an authorized order by its charge at Stripe and by how often card, email address and origin were
 * seen within the hour. Counts an order once. Stores and returns the result with its reasons.
 */
export const assess = fn(Ref, async ({ orderId }): Promise<Risk> => {
  const order = await Order.require(orderId);
  if (order.risk) return order.risk;
  const risk = { ...weigh(await signalsOf(order)), at: Clock.iso() };
  await Order.annotate({ orderId, risk });
  return risk;
});

const Decline = Ref.extend({ charge: z.string().min(1) });

/** Counts a declined card, once per charge. Returns true when the order's cart reached the limit and must be closed. */
export const countDecline = fn(Decline, async ({ orderId, charge }) => {
  const order = await Order.byId({ orderId });
  if (!order) return false;
  const [declines] = await Promise.all([
    count("declines-cart", order.cartId, charge),
    ...(order.origin ? [count("declines-origin", order.origin, charge)] : []),
  ]);
  return (declines ?? 0) >= declineLimit;
});

const Buyer = z.object({ cartId: Id.schema("cart"), origin: z.string().nullable() });

/** Throws `fraud.too_many_declines` while too many cards of this cart or origin were declined within the hour. */
export const refuseTesters = fn(Buyer, async ({ cartId, origin }) => {
  const counts = await Promise.all([
    seen("declines-cart", cartId),
    ...(origin ? [seen("declines-origin", origin)] : []),
  ]);
  if (counts.some((declines) => declines >= declineLimit)) {
    throw new DomainError(
      "payment",
      "fraud.too_many_declines",
      "Too many cards were declined. Please try again in an hour, or write to us.",
    );
  }
});

async function signalsOf(order: OrderView): Promise<Signals> {
  const { orderId, cartId, totals, currency, address, contact, origin, intentId } = order;
  const charge = intentId ? await chargeOf(intentId) : null;
  const card = charge?.payment_method_details?.card;
  const [ordersWithCard, ordersWithEmail, ordersFromOrigin, declines] = await Promise.all([
    card?.fingerprint ? count("card", card.fingerprint, orderId) : 0,
    count("email", contact.email, orderId),
    origin ? count("origin", origin, orderId) : 0,
    seen("declines-cart", cartId),
  ]);
  const check = card?.checks?.cvc_check;
  return {
    total: totals.total,
    currency,
    deliveryCountry: Place.canonicalCountry(address.country),
    cardCountry: card?.country ? Place.canonicalCountry(card.country) : null,
    securityCode: check === "pass" || check === "fail" ? check : "unknown",
    provider: levelOf(charge?.outcome?.risk_level),
    ordersWithCard,
    ordersWithEmail,
    ordersFromOrigin,
    declines,
  };
}

async function chargeOf(intentId: string) {
  const intent = await StripeApi.client().paymentIntents.retrieve(intentId, { expand: ["latest_charge"] });
  return typeof intent.latest_charge === "object" ? intent.latest_charge : null;
}

function levelOf(level: string | null | undefined): Signals["provider"] {
  return level === "normal" || level === "elevated" || level === "highest" ? level : "unknown";
}

/**
 * Returns the origin of a request: a keyed digest of the network of its public address. Returns null for an address of
 * this machine or of a private network, which identifies no buyer.
 */
export function originOf(address: string | null): string | null {
  const ip = (address ?? "").trim().replace(/^::ffff:/, "");
  const kind = isIP(ip);
  if (kind === 0 || local.check(ip, kind === 4 ? "ipv4" : "ipv6")) return null;
  return digest("origin", Network.of(ip));
}

const local = new BlockList();
for (const [net, prefix] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  local.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  local.addSubnet(net, prefix, "ipv6");

/** Deletes how often an email address was seen. Returns the number of deleted rows. */
export const forget = fn(z.object({ email: z.string().max(300) }), async ({ email }) => {
  const { data } = await VelocityEntity.query
    .byValue({ kind: "email", value: digest("email", email) })
    .go({ pages: "all", consistent: true });
  await Promise.all(data.map(({ kind, value, hour }) => VelocityEntity.delete({ kind, value, hour }).go()));
  return data.length;
});

/** Counts an order or charge, once by its id. Returns how many were seen within this and the last hour. */
async function count(kind: Kind, value: string, id: string) {
  await VelocityEntity.upsert({
    kind,
    value: digest(kind, value),
    hour: hourOf(0),
    ttl: Clock.seconds(keptSeconds),
  })
    .add({ seen: [id] })
    .go();
  return seen(kind, value);
}

async function seen(kind: Kind, value: string) {
  const { data } = await VelocityEntity.query
    .byValue({ kind, value: digest(kind, value) })
    .gte({ hour: hourOf(-3600) })
    .go({ consistent: true });
  return new Set(data.flatMap((row) => row.seen ?? [])).size;
}

const hourOf = (plusSeconds: number) => Clock.iso(plusSeconds).slice(0, 13);

const digest = (kind: Kind, value: string) =>
  Secret.sign("LinkSecret", `velocity-${kind}`, value.normalize("NFKC").toLowerCase())
    .toString("base64url")
    .slice(0, 32);
