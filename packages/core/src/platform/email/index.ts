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
      FromEmailAddress: `${displayName(await Shop.name())} <${sender()}>`,
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

/** Returns a name as an email's header spells it: quoted, or encoded in UTF-8 (RFC 2047) when it is not ASCII. */
export function displayName(name: string) {
  if (/^[\w &'!+-]*$/.test(name)) return name;
  if (/^[ -~]*$/.test(name)) return `"${name.replaceAll(/["\\]/g, "\\$&")}"`;
  return [...name].reduce<string[]>(append, []).map(encodedWord).join(" ");
}

/** Most bytes of text in an encoded word, which has at most 75 characters. */
const mostBytes = 45;

/** Appends a character to the last of some texts, or begins another one when that is full. */
function append(texts: string[], character: string) {
  const last = texts.at(-1) ?? "";
  return Buffer.byteLength(last + character) > mostBytes || texts.length === 0
    ? [...texts, character]
    : [...texts.slice(0, -1), last + character];
}

const encodedWord = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;

/** Returns the sender's address. The linked sender is an address or a domain. */
function sender() {
  const { sender } = Resource.Email;
  return sender.includes("@") ? sender : `orders@${sender}`;
}
