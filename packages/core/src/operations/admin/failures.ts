import type { z } from "zod";
import type { Writes } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Payment } from "#sales/payment";
import { FailedMessages } from "../failed-messages";
import { Act, recorded } from "./recorded";

const OnMessage = Act.extend(FailedMessages.resend.schema.shape);

/** Sends a failed message to its queue again. Throws what `FailedMessages.resend` throws. */
export const resendFailedMessage = fn(OnMessage, (act) =>
  onMessage("failed_message.resend", act, (also) => FailedMessages.resend(act, also)),
);

/** Discards a failed message. Throws what `FailedMessages.discard` throws. */
export const discardFailedMessage = fn(OnMessage, (act) =>
  onMessage("failed_message.discard", act, (also) => FailedMessages.discard(act, also)),
);

const OnWebhook = Act.extend(Payment.closeWebhook.schema.shape);

/** Retries a webhook that was given up. Throws what `Payment.retryWebhook` throws. */
export const retryWebhook = fn(OnWebhook, (act) =>
  onWebhook("webhook.retry", act, (also) => Payment.retryWebhook(act, also)),
);

/** Closes a webhook that was given up. Throws what `Payment.closeWebhook` throws. */
export const closeWebhook = fn(OnWebhook, (act) =>
  onWebhook("webhook.close", act, (also) => Payment.closeWebhook(act, also)),
);

type Work = (also: Writes) => Promise<unknown>;

const onMessage = (action: string, act: z.output<typeof OnMessage>, work: Work) =>
  recorded(action, { ...act, subject: `failed_message:${act.queue}:${act.id}` }, stateless, work);

const onWebhook = (action: string, act: z.output<typeof OnWebhook>, work: Work) =>
  recorded(action, { ...act, subject: `webhook:${act.eventId}` }, stateless, work);

const stateless = async () => undefined;
