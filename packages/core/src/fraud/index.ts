import { z } from "zod";
import { Clock } from "../clock";
import { DomainError } from "../error";
import { fn } from "../fn";
import { Id } from "../id";
import { Order, type OrderView, type Risk } from "../order";
import { Secret } from "../secret";
import { StripeDoor } from "../stripe";
import { type Signals, weigh } from "./rules";
import { VelocityEntity } from "./velocity.entity";

export * as Fraud from "./index";
export { rules, type Signals, weigh } from "./rules";

/** So many declined cards close an order, and keep its e-mail address and origin from ordering for the hour. */
export const declineLimit = 5;

const keptSeconds = 3 * 3600;

const kinds = ["card", "email", "origin", "declines-order", "declines-email", "declines-origin"] as const;
type Kind = (typeof kinds)[number];

const Ref = z.object({ orderId: Id.schema("order") });

/**
 * Assesses an authorized order: what Stripe says of its charge, how often card, address and origin were seen within
 * the hour. Assessing again counts the order once. Answers and stores the result with its reasons.
 */
export const assess = fn(Ref, async ({ orderId }): Promise<Risk> => {
  const order = await Order.require(orderId);
  if (order.risk) return order.risk;
  const risk = { ...weigh(await signalsOf(order)), at: Clock.iso() };
  await Order.annotate({ orderId, risk });
  return risk;
});

const Decline = Ref.extend({ charge: z.string().min(1) });

/** Counts a declined card, once per charge. True when the order has reached the limit and must be closed. */
export const noteDecline = fn(Decline, async ({ orderId, charge }) => {
  const order = await Order.byId({ orderId });
  if (!order) return false;
  const [declines] = await Promise.all([
    count("declines-order", orderId, charge),
    count("declines-email", order.contact.email, charge),
    ...(order.origin ? [count("declines-origin", order.origin, charge)] : []),
  ]);
  return (declines ?? 0) >= declineLimit;
});

const Buyer = z.object({ email: z.string(), origin: z.string().optional() });

/** Throws `fraud.too_many_declines` while too many cards of this buyer were declined within the hour. */
export const refuseTesters = fn(Buyer, async ({ email, origin }) => {
  const counts = await Promise.all([
    seen("declines-email", email),
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
  const { orderId, totals, currency, address, contact, origin, intentId } = order;
  const charge = intentId ? await chargeOf(intentId) : null;
  const card = charge?.payment_method_details?.card;
  const [ordersWithCard, ordersWithEmail, ordersFromOrigin, declines] = await Promise.all([
    card?.fingerprint ? count("card", card.fingerprint, orderId) : 0,
    count("email", contact.email, orderId),
    origin ? count("origin", origin, orderId) : 0,
    seen("declines-order", orderId),
  ]);
  const check = card?.checks?.cvc_check;
  return {
    total: totals.total,
    currency,
    deliveryCountry: address.country,
    cardCountry: card?.country ?? null,
    securityCode: check === "pass" || check === "fail" ? check : "unknown",
    provider: levelOf(charge?.outcome?.risk_level),
    ordersWithCard,
    ordersWithEmail,
    ordersFromOrigin,
    declines,
  };
}

async function chargeOf(intentId: string) {
  const intent = await StripeDoor.client().paymentIntents.retrieve(intentId, { expand: ["latest_charge"] });
  return typeof intent.latest_charge === "object" ? intent.latest_charge : null;
}

function levelOf(level: string | null | undefined): Signals["provider"] {
  return level === "normal" || level === "elevated" || level === "highest" ? level : "unknown";
}

/** Notes that something was seen, once by its id, and answers how much was seen within this and the last hour. */
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
