import { z } from "zod";
import { RateLimit } from "#accounts/rate-limit";
import { Staff } from "#accounts/staff";
import { Email } from "#platform/email";
import { fn } from "#platform/fn";
import { Queue } from "#platform/queue";
import { type EmailKind, type EmailWords, Settings } from "#platform/settings";
import { type Look, Shop } from "#platform/shop";
import { Trace } from "#platform/trace";

export * as TestEmail from "./index";

const Kind = z.custom<EmailKind>((kind) => typeof kind === "string" && Settings.isEmailKind(kind));

/** Message of the queue: the staff member by reference, and the text to try. */
export const Message = Staff.Ref.extend({
  testOf: Kind,
  words: z.object({ subject: z.string(), heading: z.string(), body: z.string() }),
});

/** Turns a text into an email with sample data. The domain does not know what it looks like. */
export type Compose = (
  kind: EmailKind,
  shop: string,
  link: string,
  words: EmailWords,
  look: Look,
) => Promise<{ subject: string; html: string; text: string }>;

/**
 * Requests that a staff member gets an email with sample data. Throws `throttle.too_many` after many in a short time.
 */
export const request = fn(Message, async (message) => {
  await RateLimit.take({ what: "email", account: message.staffId, origin: message.staffId });
  await Queue.send("StaffEmailQueue", message);
});

/** Sends the email to the staff member who requested it; does nothing when their access has ended. */
export async function send({ staffId, testOf, words }: z.output<typeof Message>, compose: Compose) {
  const member = await Staff.describe({ staffId });
  if (member?.state !== "active") return;
  const email = await compose(testOf, await Shop.name(), Shop.url(), words, await Shop.look());
  await Email.send({
    to: member.email,
    trace: Trace.current(),
    ...email,
    subject: `[Test] ${email.subject}`,
  });
}
