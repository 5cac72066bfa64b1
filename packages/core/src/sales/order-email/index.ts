import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { Email } from "#platform/email";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Phone } from "#platform/phone";
import { Shop } from "#platform/shop";
import { Sms } from "#platform/sms";
import { Trace } from "#platform/trace";
import { Order, type OrderView } from "../order";
import { MessageEntity } from "./message.entity";
import { isNews, type Kind, kinds, linkTo, type News, newsOf } from "./news";

export * as OrderEmail from "./index";
export { type Kind, kinds, type News, newsOf };

/** Turns news into a letter; what it looks like is not the domain's business. */
export type Compose = (news: News) => Promise<{ subject: string; html: string; text: string }>;

/** A sender that took a message and is silent for so long is dead, in seconds; another may send it then. */
const leaseSeconds = 60;

const Message = z.object({
  orderId: Id.schema("order"),
  kind: z.enum(kinds),
  /** What of the order it is about, such as a refund: news of each is sent once. */
  about: z.string().max(60).optional(),
});

/**
 * Writes to the customer of an order, once per order and kind. A process that dies between the mail service's yes and
 * our note of it leaves a letter that is sent once more after the lease: the one window that cannot be closed.
 */
export async function send(message: z.input<typeof Message>, compose: Compose) {
  const { orderId, kind, about } = Message.parse(message);
  const found = await Order.require(orderId);
  if (!isNews(found, kind, about)) return;
  const deliver = async (order: OrderView, trace: string | undefined) => {
    const email = await compose(newsOf(order, kind, about));
    return Email.send({ to: order.contact.email, trace, ...email });
  };
  await once({ orderId, kind: about ? `${kind}:${about}` : kind }, deliver, found);
}

const texts = {
  shipped: (order: OrderView) =>
    `${Shop.name()}: Your order ${order.number} is on its way${withCarrier(order)}. ${linkTo(order)}`,
} satisfies Partial<Record<Kind, (order: OrderView) => string>>;

const Text = z.object({
  orderId: Id.schema("order"),
  kind: z.enum(Object.keys(texts) as [keyof typeof texts]),
});

/** Texts the customer of an order who asked for it, once per order and kind. Nobody else is ever texted. */
export async function text(message: z.input<typeof Text>) {
  const { orderId, kind } = Text.parse(message);
  const order = await Order.require(orderId);
  const to = order.contact.textUpdates ? Phone.parse(order.contact.phone, order.address.country) : null;
  if (!to) return;
  await once({ orderId, kind: `sms:${kind}` }, () => Sms.send({ to, text: texts[kind](order) }), order);
}

/** Which letters and text messages a customer got about an order, and when. */
export const ofOrder = fn(z.object({ orderId: Id.schema("order") }), async ({ orderId }) => {
  const { data } = await MessageEntity.query.byOrder({ orderId }).go({ pages: "all" });
  return data.map(({ kind, state, at }) => ({ kind, state, at }));
});

/** A carrier's name is ours to choose and may be long; a text message is short. */
const withCarrier = ({ shipment }: OrderView) => (shipment ? ` with ${shipment.carrier.slice(0, 30)}` : "");

type Key = { orderId: string; kind: string };

/** Claims a message, sends it and notes that it is sent; gives the claim back when sending failed. */
async function once(
  key: Key,
  deliver: (order: OrderView, trace: string | undefined) => Promise<string | null>,
  known?: OrderView,
) {
  const order = known ?? (await Order.require(key.orderId));
  if (order.contact.email === "") return; // the customer had everything erased
  if (!(await claim(key))) return;
  const trace = order.trace ?? Trace.current();
  const messageId = await deliver(order, trace).catch(async (error) => {
    await MessageEntity.patch(key)
      .set({ leaseUntil: Clock.iso(-1) })
      .go();
    throw error;
  });
  await MessageEntity.patch(key)
    .set({ state: "sent", ...(messageId && { messageId }) })
    .go();
  Log.info("notification.sent", { ...key, messageId, trace });
}

/** True when this message is ours to send now; throws while another sender may still be at it. */
async function claim(key: Key) {
  const now = Clock.iso();
  try {
    await MessageEntity.put({ ...key, state: "sending", leaseUntil: Clock.iso(leaseSeconds), at: now })
      .where(
        (at, { eq, lt, notExists }) =>
          `${notExists(at.state)} OR (${eq(at.state, "sending")} AND ${lt(at.leaseUntil, now)})`,
      )
      .go();
    return true;
  } catch (error) {
    if (!Dynamo.isConditionFailure(error)) throw error;
  }
  const { data: message } = await MessageEntity.get(key).go({ consistent: true });
  if (message?.state === "sent") return false;
  throw new Error(`The ${key.kind} message of ${key.orderId} is being sent by another process.`);
}
