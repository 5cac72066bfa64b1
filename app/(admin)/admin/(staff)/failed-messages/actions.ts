"use server";

import { Admin } from "@securecart/core/admin";
import { FailedMessages } from "@securecart/core/failed-messages";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction } from "#app/_lib/staff-action";

const Ref = z.object({ queue: z.enum(FailedMessages.queueNames), id: z.string() });
const Webhook = z.object({ eventId: z.string() });

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

export const resend: Form = async (_, form) =>
  staffAction("failed_messages.manage", form, Ref, (input, by) =>
    Admin.resendFailedMessage({ ...input, ...by }),
  );

export const discard: Form = async (_, form) =>
  staffAction("failed_messages.manage", form, Ref, (input, by) =>
    Admin.discardFailedMessage({ ...input, ...by }),
  );

export const retryWebhook: Form = async (_, form) =>
  staffAction("failed_messages.manage", form, Webhook, (input, by) =>
    Admin.retryWebhook({ ...input, ...by }),
  );

export const closeWebhook: Form = async (_, form) =>
  staffAction("failed_messages.manage", form, Webhook, (input, by) =>
    Admin.closeWebhook({ ...input, ...by }),
  );
