import { Payment } from "@securecart/core/payment";
import { queueHandler } from "../lib/queue";

/** One stored Stripe event a message. */
export const handler = queueHandler(Payment.handleEvent.schema, Payment.handleEvent);
