import { randomUUID } from "node:crypto";
import { z } from "zod";
import { now } from "../clock";
import { AwsError, unknownOperation } from "./aws";
import type { Mail, Mailbox } from "./mailbox";
import { parseMime } from "./mime";

const Text = z.object({ Data: z.string(), Charset: z.string().optional() });
const Addresses = z.array(z.string()).optional();
const Request = z.object({
  FromEmailAddress: z.string().optional(),
  Destination: z
    .object({ ToAddresses: Addresses, CcAddresses: Addresses, BccAddresses: Addresses })
    .optional(),
  ReplyToAddresses: Addresses,
  ConfigurationSetName: z.string().optional(),
  EmailTags: z.array(z.object({ Name: z.string(), Value: z.string() })).optional(),
  ListManagementOptions: z.unknown().optional(),
  Content: z.object({
    Simple: z
      .object({
        Subject: Text,
        Body: z.object({ Text: Text.optional(), Html: Text.optional() }),
        Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).optional(),
      })
      .optional(),
    Raw: z.object({ Data: z.string() }).optional(),
    Template: z.unknown().optional(),
  }),
});
type Request = z.infer<typeof Request>;

const recipientLimit = 50;

/** SES v2's SendEmail: the mail is in the mailbox, on disk, before the answer. */
export function sendEmail(request: unknown, mailbox: Mailbox): { MessageId: string } {
  const parsed = Request.safeParse(request);
  if (!parsed.success) throw new AwsError("BadRequestException", z.prettifyError(parsed.error));
  const mail = read(parsed.data);
  const recipients = [...mail.to, ...mail.cc, ...mail.bcc];
  if (!mail.from) throw new AwsError("BadRequestException", "Missing required FromEmailAddress.");
  if (recipients.length === 0)
    throw new AwsError("BadRequestException", "Destination must name at least one recipient.");
  if (recipients.length > recipientLimit)
    throw new AwsError("MessageRejected", `Recipient count exceeds ${recipientLimit}.`);
  const broken = [mail.from, ...recipients, ...mail.replyTo].find((address) => !isAddress(address));
  if (broken !== undefined) throw new AwsError("BadRequestException", `Invalid email address: ${broken}`);
  mailbox.add(mail);
  return { MessageId: mail.id };
}

function read(request: Request): Mail {
  const { Destination, Content } = request;
  const mail = {
    id: `0100${randomUUID()}-000000`,
    at: new Date(now()).toISOString(),
    from: request.FromEmailAddress ?? "",
    to: Destination?.ToAddresses ?? [],
    cc: Destination?.CcAddresses ?? [],
    bcc: Destination?.BccAddresses ?? [],
    replyTo: request.ReplyToAddresses ?? [],
    configurationSet: request.ConfigurationSetName ?? null,
    tags: Object.fromEntries((request.EmailTags ?? []).map(({ Name, Value }) => [Name, Value])),
  };
  if (Content.Simple) {
    const { Subject, Body, Headers = [] } = Content.Simple;
    if (!Body.Text && !Body.Html)
      throw new AwsError("BadRequestException", "The body needs a text or an HTML part.");
    return {
      ...mail,
      subject: Subject.Data,
      text: Body.Text?.Data ?? null,
      html: Body.Html?.Data ?? null,
      headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name, Value])),
      attachments: [],
    };
  }
  if (!Content.Raw) throw unknownOperation("mail by template; send Simple or Raw content");
  const mime = parseMime(Buffer.from(Content.Raw.Data, "base64"));
  const named = request.Destination !== undefined;
  return {
    ...mail,
    from: mail.from || (mime.addresses("from")[0] ?? ""),
    to: named ? mail.to : mime.addresses("to"),
    cc: named ? mail.cc : mime.addresses("cc"),
    bcc: named ? mail.bcc : mime.addresses("bcc"),
    replyTo: mail.replyTo.length > 0 ? mail.replyTo : mime.addresses("reply-to"),
    subject: mime.subject,
    text: mime.text,
    html: mime.html,
    headers: mime.headers,
    attachments: mime.attachments,
  };
}

function isAddress(text: string): boolean {
  return /^(?:[^<>\r\n]*<)?[^\s@<>]+@[^\s@<>]+>?$/.test(text.trim());
}
