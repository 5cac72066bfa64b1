import { Staff } from "@securecart/core/staff";
import { Emails } from "@securecart/email";
import { queueHandler } from "../lib/queue";

/** Sends an invitation to a new staff member. */
export const handler = queueHandler(Staff.Ref, (ref) => Staff.sendInvitation(ref, Emails.composeInvitation));
