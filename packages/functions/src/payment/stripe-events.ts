import { Payment } from "@securecart/core/payment";
import { queueHandler } from "../lib/queue";

/** Handles one stored Stripe event per message. */
export const handler = queueHandler(Payment.handleEvent.schema, Payment.handleEvent);
