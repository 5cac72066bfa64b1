import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { Resource } from "sst";
import { Shop } from "../shop";

export * as Email from "./index";

const client = new SESv2Client({});

export type Message = {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** Trace that it belongs to, sent as `X-Trace-Id`. */
  trace?: string | undefined;
};

/** Sends an email with SES. Returns its message id. At least once: when the response is lost, a second email may be sent. */
export async function send({ to, subject, html, text, trace }: Message) {
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

/** Returns the sender's address. The linked sender is an address or a domain. */
function sender() {
  const { sender } = Resource.Email;
  return sender.includes("@") ? sender : `orders@${sender}`;
}
