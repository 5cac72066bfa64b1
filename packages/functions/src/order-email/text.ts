import { type Kind, OrderEmail } from "@securecart/core/order-email";
import { Letters } from "@securecart/email";

type Message = { orderId: string; kind: Kind; about?: string };

/** Tells a customer by letter, and by text message who asked for one. Either may be told again without the other. */
export async function tell({ orderId, kind, about }: Message) {
  await Promise.all([
    OrderEmail.send({ orderId, kind, about }, Letters.compose),
    kind === "shipped" && OrderEmail.text({ orderId, kind }),
  ]);
}
