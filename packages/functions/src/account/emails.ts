import { AccountEmail } from "@securecart/core/account-email";
import { OrderLookup } from "@securecart/core/order-lookup";
import { Emails } from "@securecart/email";
import { z } from "zod";
import { queueHandler } from "../lib/queue";

const Message = z.discriminatedUnion("kind", [...AccountEmail.Message.options, OrderLookup.Message]);

/** Sends one email about an account, or about the orders of an address, per message. */
export const handler = queueHandler(Message, (message) =>
  message.kind === "order_lookup"
    ? OrderLookup.send(message, Emails.composeAccount)
    : AccountEmail.send(message, Emails.composeAccount),
);
