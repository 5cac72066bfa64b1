import { randomUUID } from "node:crypto";
import { z } from "zod";
import { now } from "../clock";
import { openDatabase } from "../database";
import { AwsError } from "./aws";

const Sms = z.object({
  id: z.string(),
  at: z.string(),
  to: z.string(),
  text: z.string(),
  sender: z.string().nullable(),
});

/** An SMS as it was sent. It stays on this machine. */
export type Sms = z.infer<typeof Sms>;

/** All SMS that the shop has sent, newest first. */
export type Texts = {
  add(sms: Sms): void;
  /** Returns SMS by recipient: `to` matches the whole number, `like` a part of it. */
  list(query?: { to?: string | undefined; like?: string | undefined; limit?: number }): Sms[];
};

const schema = `
  CREATE TABLE IF NOT EXISTS texts (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL, text TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS texts_recipient ON texts (recipient, n);
`;

export function openTexts(file: string): Texts {
  const database = openDatabase(file, schema);
  const insert = database.prepare("INSERT INTO texts (id, recipient, text) VALUES (?, ?, ?)");
  const select = database.prepare(
    `SELECT text FROM texts WHERE (?1 IS NULL OR recipient = ?1) AND (?2 IS NULL OR instr(recipient, ?2) > 0)
     ORDER BY n DESC LIMIT ?3`,
  );
  const Rows = z.array(z.object({ text: z.string() }));
  return {
    add: (sms) => void insert.run(sms.id, sms.to, JSON.stringify(sms)),
    list: ({ to, like, limit = 200 } = {}) =>
      Rows.parse(select.all(to || null, like || null, limit)).map(({ text }) => Sms.parse(JSON.parse(text))),
  };
}

const messageLimit = 1600;

/** Implements SNS's Publish to a phone number and returns its XML. The SMS is stored on disk before the response. */
export function publishText(form: URLSearchParams, texts: Texts): string {
  const to = form.get("PhoneNumber") ?? "";
  if (!/^\+[1-9]\d{6,14}$/.test(to))
    throw invalid(`Invalid parameter: PhoneNumber Reason: ${to} is not valid to publish to`);
  const text = form.get("Message") ?? "";
  if (text === "") throw invalid("Invalid parameter: Empty message");
  if (text.length > messageLimit) throw invalid("Invalid parameter: Message too long");
  const id = randomUUID();
  texts.add({
    id,
    at: new Date(now()).toISOString(),
    to,
    text,
    sender: attribute(form, "AWS.SNS.SMS.SenderID"),
  });
  const request = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  return `<PublishResponse xmlns="${namespace}"><PublishResult><MessageId>${id}</MessageId></PublishResult>${request}</PublishResponse>`;
}

const namespace = "http://sns.amazonaws.com/doc/2010-03-31/";

/** Returns an error as the XML that SNS sends. */
export function textError({ name, message }: AwsError): string {
  const text = message.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const error = `<Error><Type>Sender</Type><Code>${name}</Code><Message>${text}</Message></Error>`;
  return `<ErrorResponse xmlns="${namespace}">${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
}

/** Returns a message attribute. The form holds attributes as numbered names and values. */
function attribute(form: URLSearchParams, name: string): string | null {
  for (const [field, value] of form) {
    const [, number] = /^MessageAttributes\.entry\.(\d+)\.Name$/.exec(field) ?? [];
    if (number && value === name) return form.get(`MessageAttributes.entry.${number}.Value.StringValue`);
  }
  return null;
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameter", message);
}
