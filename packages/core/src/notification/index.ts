import { z } from "zod";
import { Clock } from "../clock";
import { fn } from "../fn";
import { Id } from "../id";
import { Log } from "../log";
import { Mail } from "../mail";
import { Order } from "../order";
import { letters } from "./letters";
import { MessageEntity } from "./message.entity";

export * as Notification from "./index";

/** A sender that took a message and is silent for so long is dead, in seconds; another may send it then. */
const leaseSeconds = 60;

const Message = z.object({
  orderId: Id.schema("order"),
  kind: z.enum(Object.keys(letters) as [Kind, ...Kind[]]),
  /** What of the order it is about, such as a refund: news of each is sent once. */
  about: z.string().max(60).optional(),
});
export type Kind = keyof typeof letters;

/**
 * Writes to the customer of an order, once per order and kind. A process that dies between the mail service's yes and
 * our note of it leaves a letter that is sent once more after the lease: the one window that cannot be closed.
 */
export const send = fn(Message, async ({ orderId, kind, about }) => {
  const key = { orderId, kind: about ? `${kind}:${about}` : kind };
  if (!(await claim(key))) return;
  const order = await Order.require(orderId);
  const letter = { to: order.contact.email, ...letters[kind](order, about) };
  const messageId = await Mail.send(letter).catch(async (error) => {
    await MessageEntity.patch(key)
      .set({ leaseUntil: Clock.iso(-1) })
      .go();
    throw error;
  });
  await MessageEntity.patch(key).set({ state: "sent", messageId }).go();
  Log.info("notification.sent", { orderId, kind, messageId });
});

/** True when this message is ours to send now; throws while another sender may still be at it. */
async function claim(key: { orderId: string; kind: string }) {
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
    if (!/conditional request failed/i.test(error instanceof Error ? error.message : "")) throw error;
  }
  const { data: message } = await MessageEntity.get(key).go({ consistent: true });
  if (message?.state === "sent") return false;
  throw new Error(`The ${key.kind} message of ${key.orderId} is being sent by another process.`);
}
