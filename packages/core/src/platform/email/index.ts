import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { Resource } from "sst";
import { Shop } from "../shop";

export * as Email from "./index";

const client = new SESv2Client({});

export type Letter = {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** The trace that it belongs to; goes along as `X-Trace-Id`. */
  trace?: string | undefined;
};

/** Hands a letter to the mail service; answers its message id. At least once: a lost answer may mean a second letter. */
export async function send({ to, subject, html, text, trace }: Letter) {
  const part = (Data: string) => ({ Data, Charset: "UTF-8" });
  const { MessageId } = await client.send(
    new SendEmailCommand({
      FromEmailAddress: `${Shop.name()} <${sender()}>`,
      Destination: { ToAddresses: [to] },
      Content: {
        Simple: {
          Subject: part(subject),
          Body: { Html: part(html), Text: part(text) },
          ...(trace && { Headers: [{ Name: "X-Trace-Id", Value: trace }] }),
        },
      },
    }),
  );
  return MessageId ?? "";
}

/** The linked sender is an address, or a domain that we send for. */
function sender() {
  const { sender } = Resource.Mail;
  return sender.includes("@") ? sender : `orders@${sender}`;
}
