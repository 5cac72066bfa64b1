import { randomUUID } from "node:crypto";
import { z } from "zod";
import { now } from "../clock";
import { AwsError, unknownOperation } from "./aws";
import type { Email, Mailbox } from "./mailbox";

const Text = z.object({ Data: z.string(), Charset: z.string().optional() });
const Addresses = z.array(z.string()).default([]);
const Pairs = z.array(z.object({ Name: z.string(), Value: z.string() })).default([]);
const Request = z.object({
  FromEmailAddress: z.string().default(""),
  Destination: z
    .object({ ToAddresses: Addresses, CcAddresses: Addresses, BccAddresses: Addresses })
    .prefault({}),
  ReplyToAddresses: Addresses,
  ConfigurationSetName: z.string().nullable().default(null),
  EmailTags: Pairs,
  Content: z.object({
    Simple: z
      .object({
        Subject: Text,
        Body: z.object({ Text: Text.optional(), Html: Text.optional() }),
        Headers: Pairs,
      })
      .optional(),
  }),
});
type Request = z.output<typeof Request>;

const recipientLimit = 50;

/** Implements SES v2's SendEmail for simple content. The email is stored on disk before the response. */
export function sendEmail(request: unknown, mailbox: Mailbox): { MessageId: string } {
  const parsed = Request.safeParse(request);
  if (!parsed.success) throw new AwsError("BadRequestException", z.prettifyError(parsed.error));
  const email = emailOf(parsed.data);
  const recipients = [...email.to, ...email.cc, ...email.bcc];
  if (!email.from) throw new AwsError("BadRequestException", "Missing required FromEmailAddress.");
  if (recipients.length === 0)
    throw new AwsError("BadRequestException", "Destination must name at least one recipient.");
  if (recipients.length > recipientLimit)
    throw new AwsError("MessageRejected", `Recipient count exceeds ${recipientLimit}.`);
  const invalid = [email.from, ...recipients, ...email.replyTo].find((address) => !isAddress(address));
  if (invalid !== undefined) throw new AwsError("BadRequestException", `Invalid email address: ${invalid}`);
  mailbox.add(email);
  return { MessageId: email.id };
}

function emailOf(request: Request): Email {
  const { Destination, Content } = request;
  if (!Content.Simple) throw unknownOperation("emails with raw or template content");
  const { Subject, Body, Headers } = Content.Simple;
  if (!Body.Text && !Body.Html)
    throw new AwsError("BadRequestException", "The body needs a text or an HTML part.");
  return {
    id: `0100${randomUUID()}-000000`,
    at: new Date(now()).toISOString(),
    from: request.FromEmailAddress,
    to: Destination.ToAddresses,
    cc: Destination.CcAddresses,
    bcc: Destination.BccAddresses,
    replyTo: request.ReplyToAddresses,
    subject: Subject.Data,
    text: Body.Text?.Data ?? null,
    html: Body.Html?.Data ?? null,
    headers: byName(Headers),
    configurationSet: request.ConfigurationSetName,
    tags: byName(request.EmailTags),
  };
}

const byName = (pairs: z.output<typeof Pairs>) =>
  Object.fromEntries(pairs.map(({ Name, Value }) => [Name, Value]));

function isAddress(text: string): boolean {
  return /^(?:[^<>\r\n]*<)?[^\s@<>]+@[^\s@<>]+>?$/.test(text.trim());
}
