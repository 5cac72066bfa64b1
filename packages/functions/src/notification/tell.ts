import { type Kind, Notification } from "@securecart/core/notification";
import { Letters } from "@securecart/mail";

type Message = { orderId: string; kind: Kind; about?: string };

/** Tells a customer by letter, and by text message who asked for one. Either may be told again without the other. */
export async function tell({ orderId, kind, about }: Message) {
  await Promise.all([
    Notification.send({ orderId, kind, about }, Letters.compose),
    kind === "shipped" && Notification.text({ orderId, kind }),
  ]);
}
