import { z } from "zod";
import { Clock } from "#platform/clock";
import { Email } from "#platform/email";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Lease } from "#platform/lease";
import { Log } from "#platform/log";
import { Phone } from "#platform/phone";
import { Shop } from "#platform/shop";
import { Sms } from "#platform/sms";
import { Trace } from "#platform/trace";
import { Order, type OrderView } from "../order";
import { type Content, contentOf, isWorthSending, kinds, linkTo } from "./content";
import { MessageEntity } from "./message.entity";

export { type Content, contentOf, type Kind, kinds, reviewLinkTo } from "./content";
export * as OrderEmail from "./index";

/** Turns content into an email. The domain does not know what it looks like. */
export type Compose = (content: Content) => Promise<{ subject: string; html: string; text: string }>;

const Message = z.object({
  orderId: Id.schema("order"),
  kind: z.enum(kinds),
  /** Id of the refund or return that the email is about: one email is sent for each. */
  about: z.string().max(60).optional(),
});

/**
 * Sends the customer an email about an order, once per order, kind and `about`. A process that dies between the
 * response of the email service and our record of it causes the email to be sent once more after the lease.
 */
export async function send(message: z.input<typeof Message>, compose: Compose) {
  const { orderId, kind, about } = Message.parse(message);
  const order = await Order.require(orderId);
  if (!isWorthSending(order, kind, about)) return;
  await once({ orderId, kind: about ? `${kind}:${about}` : kind }, order, async (trace) => {
    const email = await compose(await contentOf(order, kind, about));
    return Email.send({ to: order.contact.email, trace, ...email });
  });
}

const SmsMessage = z.object({ orderId: Id.schema("order"), kind: z.literal("shipped") });

/** Sends the customer an SMS about an order, once per order and kind, if the customer asked for SMS. */
export async function text(message: z.input<typeof SmsMessage>) {
  const { orderId, kind } = SmsMessage.parse(message);
  const order = await Order.require(orderId);
  const to = order.contact.textUpdates ? Phone.parse(order.contact.phone, order.address.country) : null;
  if (!to) return;
  await once({ orderId, kind: `sms:${kind}` }, order, async () =>
    Sms.send({ to, text: shippedText(order, await Shop.name()) }),
  );
}

/** Returns the emails and SMS that were sent about an order, with their times. */
export const ofOrder = fn(z.object({ orderId: Id.schema("order") }), async ({ orderId }) => {
  const { data } = await MessageEntity.query.byOrder({ orderId }).go({ pages: "all" });
  return data.map(({ kind, state, at }) => ({ kind, state, at }));
});

const shippedText = (order: OrderView, shop: string) =>
  `${shop}: Your order ${order.number} is on its way${withCarrier(order)}. ${linkTo(order)}`;

/** Shortens the carrier's name, which staff type: an SMS is short. */
const withCarrier = ({ shipment }: OrderView) => (shipment ? ` with ${shipment.carrier.slice(0, 30)}` : "");

/** Sends a message once, by one process at a time. Sends none to a customer whose data was erased. */
async function once(
  key: { orderId: string; kind: string },
  order: OrderView,
  deliver: (trace: string | undefined) => Promise<string | null>,
) {
  if (order.contact.email === "") return;
  const trace = order.trace ?? Trace.current();
  const sent = await Lease.once(
    {
      name: `The ${key.kind} message of ${key.orderId}`,
      take: () =>
        MessageEntity.put({ ...key, state: "sending", leaseUntil: Lease.end(), at: Clock.iso() })
          .where(
            (at, { eq, lt, notExists }) =>
              `${notExists(at.state)} OR (${eq(at.state, "sending")} AND ${Lease.isFree(at.leaseUntil, { lt, notExists })})`,
          )
          .go(),
      isDone: async () => (await MessageEntity.get(key).go({ consistent: true })).data?.state === "sent",
      finish: ({ messageId }) =>
        MessageEntity.patch(key)
          .set({ state: "sent", ...(messageId && { messageId }) })
          .go(),
      release: () =>
        MessageEntity.patch(key)
          .set({ leaseUntil: Clock.iso(-1) })
          .go(),
    },
    async () => ({ messageId: await deliver(trace) }),
  );
  if (sent) Log.info("order_message.sent", { ...key, ...sent, trace });
}
