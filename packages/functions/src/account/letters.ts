import { Letter } from "@securecart/core/letter";
import { Letters } from "@securecart/mail";
import { queueHandler } from "../lib/queue";

/** One letter about an account a message. */
export const handler = queueHandler(Letter.Message, (message) =>
  Letter.send(message, Letters.composeAccount),
);
