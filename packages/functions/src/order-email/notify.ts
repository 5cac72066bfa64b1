import { type Kind, OrderEmail } from "@securecart/core/order-email";
import { Emails } from "@securecart/email";

type Message = { orderId: string; kind: Kind; about?: string };

/**
 * Sends the customer an email about an order and, once it is shipped, an SMS if the customer asked for it. Either may be
 * repeated without the other.
 */
export async function notifyCustomer({ orderId, kind, about }: Message) {
  await Promise.all([
    OrderEmail.send({ orderId, kind, about }, Emails.composeOrder),
    kind === "shipped" && OrderEmail.text({ orderId, kind }),
  ]);
}
