import { Staff } from "@securecart/core/staff";
import { TestEmail } from "@securecart/core/test-email";
import { Emails } from "@securecart/email";
import { z } from "zod";
import { queueHandler } from "../lib/queue";

const Message = z.union([TestEmail.Message, Staff.Ref]);

/** Sends an invitation to a new staff member, or the sample of an email to the one who requested it. */
export const handler = queueHandler(Message, (message) =>
  "testOf" in message
    ? TestEmail.send(message, Emails.composeSample)
    : Staff.sendInvitation(message, Emails.composeInvitation),
);
