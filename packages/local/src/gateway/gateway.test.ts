import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventBridgeClient, ListRulesCommand } from "@aws-sdk/client-eventbridge";
import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { portOf, serve } from "../http";
import { openMailbox } from "./mailbox";
import { gateway } from "./server";
import { openTexts } from "./sms";
import { openStates } from "./states";
import { openVies } from "./vies";

const folder = mkdtempSync(join(tmpdir(), "securecart-gateway-"));
const file = join(folder, "gateway.sqlite");
let server: Server;
let url: string;
let ses: SESv2Client;
let client: {
  region: string;
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
};

const simple = (to: string, more: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput => ({
  FromEmailAddress: "Shop <shop@example.com>",
  Destination: { ToAddresses: [to] },
  Content: {
    Simple: {
      Subject: { Data: "Your <order>" },
      Body: { Text: { Data: "plain" }, Html: { Data: "<p>rich</p>" } },
    },
  },
  ...more,
});
const emailsTo = async (to: string) =>
  (await fetch(`${url}/mailbox.json?to=${encodeURIComponent(to)}`)).json();

beforeAll(async () => {
  const putEvents = () => ({ FailedEntryCount: 0, Entries: [] });
  const nowhere = "http://127.0.0.1:1";
  const parts = {
    mailbox: openMailbox(file),
    texts: openTexts(file),
    vies: openVies(file),
    putEvents,
    states: openStates(file, [], nowhere),
    topics: nowhere,
    waiting: () => 0,
  };
  server = await serve(0, gateway(parts));
  url = `http://127.0.0.1:${portOf(server)}`;
  client = { region: "us-east-1", endpoint: url, credentials: { accessKeyId: "a", secretAccessKey: "b" } };
  ses = new SESv2Client(client);
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

test("a sent email is stored in the mailbox unchanged", async () => {
  const { MessageId } = await ses.send(
    new SendEmailCommand(
      simple("Ann <Ann@Example.com>", {
        ReplyToAddresses: ["help@example.com"],
        ConfigurationSetName: "set",
        EmailTags: [{ Name: "kind", Value: "receipt" }],
        ListManagementOptions: { ContactListName: "news" },
        Content: {
          Simple: {
            Subject: { Data: "Größe", Charset: "UTF-8" },
            Body: { Text: { Data: "plain" } },
            Headers: [{ Name: "List-Unsubscribe", Value: "<https://example.com>" }],
          },
        },
      }),
    ),
  );
  expect(await emailsTo("ann@example.com")).toMatchObject([
    {
      id: MessageId,
      to: ["Ann <Ann@Example.com>"],
      subject: "Größe",
      text: "plain",
      html: null,
      replyTo: ["help@example.com"],
      configurationSet: "set",
      tags: { kind: "receipt" },
      headers: { "List-Unsubscribe": "<https://example.com>" },
    },
  ]);
  expect(await emailsTo("nn@example.com")).toEqual([]);
});

test.each<[string, SendEmailCommandInput]>([
  ["without a recipient", { ...simple("a@example.com"), Destination: {} }],
  ["without a sender", { ...simple("a@example.com"), FromEmailAddress: "" }],
  ["to no address", simple("nobody")],
  ["with a line break in an address", simple("a@example.com\r\nBcc: b@example.com")],
  ["by template", { ...simple("a@example.com"), Content: { Template: { TemplateName: "t" } } }],
  ["as raw MIME", { ...simple("a@example.com"), Content: { Raw: { Data: Buffer.from("Subject: x") } } }],
])("an email %s is refused", async (_, input) => {
  vi.spyOn(console, "error").mockReturnValue();
  await expect(ses.send(new SendEmailCommand(input))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 400 },
  });
});

test("the mailbox survives a restart", async () => {
  await ses.send(new SendEmailCommand(simple("kept@example.com")));
  expect(openMailbox(file).list({ to: "kept@example.com" })).toHaveLength(1);
});

test("the mailbox page lists newest first, filters by recipient and escapes HTML", async () => {
  await ses.send(new SendEmailCommand(simple("page@example.com")));
  const page = await (await fetch(`${url}/mailbox?to=page@`)).text();
  expect(page).toContain("Your &lt;order&gt;");
  expect(page).not.toContain("kept@example.com");
  const all = await (await fetch(`${url}/mailbox`)).text();
  expect(all.indexOf("page@example.com")).toBeLessThan(all.indexOf("kept@example.com"));
  expect(await (await fetch(`${url}/mailbox?to=${encodeURIComponent('"><script>')}`)).text()).not.toContain(
    "<script>",
  );
});

test("scripts in an email cannot run", async () => {
  const [{ id }] = await emailsTo("page@example.com");
  const page = await (await fetch(`${url}/mailbox/${id}`)).text();
  expect(page).toContain('sandbox="allow-popups');
  expect(page).toContain("plain");
  const frame = await fetch(`${url}/mailbox/${id}/html`);
  expect(await frame.text()).toContain("<p>rich</p>");
  expect(frame.headers.get("content-security-policy")).toMatch(
    /^sandbox (?!.*allow-scripts).*default-src 'none'/,
  );
  expect((await fetch(`${url}/mailbox/none`)).status).toBe(404);
});

test("an SMS is stored beside the emails and survives a restart", async () => {
  const sns = new SNSClient(client);
  const sent = { PhoneNumber: "+4915112345678", Message: "Your code is <1234> & more" };
  const { MessageId } = await sns.send(new PublishCommand(sent));
  const kept = { id: MessageId, to: sent.PhoneNumber, text: sent.Message };
  expect(await (await fetch(`${url}/texts.json?to=%2B4915112345678`)).json()).toMatchObject([kept]);
  expect(await (await fetch(`${url}/texts.json?to=%2B49151`)).json()).toEqual([]);
  expect(await (await fetch(`${url}/texts?to=4915112`)).text()).toContain("&lt;1234&gt; &amp; more");
  expect(openTexts(file).list()).toMatchObject([kept]);
});

test.each(["0151 123", "+491", "+49 151 12345678", "anna"])(
  "an SMS to the invalid number %s is refused",
  async (PhoneNumber) => {
    const sent = new SNSClient(client).send(new PublishCommand({ PhoneNumber, Message: "hi" }));
    await expect(sent).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringContaining("PhoneNumber"),
    });
  },
);

test("an unknown operation is refused with an SDK error and logged", async () => {
  const error = vi.spyOn(console, "error").mockReturnValue();
  const rules = new EventBridgeClient(client).send(new ListRulesCommand({}));
  await expect(rules).rejects.toMatchObject({ name: "UnknownOperationException" });
  expect(error).toHaveBeenCalledWith(expect.stringContaining("AWSEvents.ListRules"));
});

test("a web page cannot send emails", async () => {
  const from = (headers: Record<string, string>) =>
    fetch(`${url}/v2/email/outbound-emails`, { method: "POST", headers, body: "{}" });
  expect((await from({ origin: "http://localhost:3000" })).status).toBe(403);
});

const check = async (countryCode: string, vatNumber: string, more = {}) =>
  (
    await fetch(`${url}/vies/rest-api/check-vat-number`, {
      method: "POST",
      body: JSON.stringify({ countryCode, vatNumber, ...more }),
    })
  ).json();
const failing = (error: string) => ({ actionSucceed: false, errorWrappers: [{ error }] });

test("the first digits of a VAT number determine the result, as in the test service of VIES", async () => {
  for (const [country, number] of [
    ["DE", "100000008"],
    ["AT", "U10000005"],
    ["FR", "88100000009"],
    ["BE", "0100000041"],
  ] as const)
    expect(await check(country, number), number).toMatchObject({ valid: true, requestIdentifier: "" });
  expect(await check("DE", "200000005")).toMatchObject({ valid: false, name: "---" });
  expect(await check("DE", "811907980")).toMatchObject({ valid: false });
  expect(await check("DE", "301000004")).toEqual(failing("MS_UNAVAILABLE"));
  expect(await check("de", "")).toEqual(failing("INVALID_INPUT"));
});

test("a check with the requester.s VAT number returns a consultation number", async () => {
  const requester = { requesterMemberStateCode: "IE", requesterNumber: "1000000H" };
  const { requestIdentifier } = await check("DE", "100000008", requester);
  expect(requestIdentifier).toMatch(/^WAPI/);
  expect(await check("DE", "200000005", requester)).toMatchObject({ requestIdentifier: "" });
});

test("a test can set the result for one VAT number or all, and list the checks", async () => {
  const set = (body: object) =>
    fetch(`${url}/_vies/answers`, { method: "POST", body: JSON.stringify(body) }).then(
      ({ status }) => status,
    );
  expect(await set({ answer: "SERVICE_UNAVAILABLE" })).toBe(200);
  expect(await set({ taxId: "DE101000000", answer: "VALID" })).toBe(200);
  expect(await check("DE", "100000008")).toEqual(failing("SERVICE_UNAVAILABLE"));
  expect(await check("DE", "101000000")).toMatchObject({ valid: true });
  await set({ answer: null });
  await set({ taxId: "DE101000000", answer: null });
  expect(await check("DE", "101000000")).toMatchObject({ valid: false });
  expect(await set({ taxid: "DE1" })).toBe(400);
  const asked = await (await fetch(`${url}/_vies/consultations?taxId=DE101000000`)).json();
  expect(asked).toMatchObject([{ answer: "VALID" }, { answer: "INVALID" }]);
});
