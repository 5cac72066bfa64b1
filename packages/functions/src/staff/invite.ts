import { Staff } from "@securecart/core/staff";
import { Letters } from "@securecart/email";
import { queueHandler } from "../lib/queue";

/** Writes to somebody who is invited to the back office. */
export const handler = queueHandler(Staff.Ref, (ref) => Staff.mailInvitation(ref, Letters.invite));
