import { Clock } from "@securecart/core/clock";
import { StripeApi } from "@securecart/core/stripe";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { expect, test } from "vitest";
import { handler } from "./stripe-webhook";

const secret = () => JSON.parse(process.env.SST_RESOURCE_StripeWebhookSecret ?? "{}").value as string;
const sign = (payload: string) =>
  StripeApi.client().webhooks.generateTestHeaderString({
    payload,
    secret: secret(),
    timestamp: Clock.seconds(),
  });

const send = (body: string | undefined, signature?: string, isBase64Encoded = false) =>
  handler({
    body,
    isBase64Encoded,
    headers: signature ? { "stripe-signature": signature } : {},
  } as unknown as APIGatewayProxyEventV2);

const code = (answer: { body?: string | undefined }) => JSON.parse(answer.body ?? "{}").code;
const event = JSON.stringify({
  id: `evt_${crypto.randomUUID().replaceAll("-", "")}`,
  type: "balance.available",
  livemode: false,
  data: { object: { object: "balance", note: "größer" } },
});

test("an event is accepted as text and as base64", async () => {
  expect(await send(event, sign(event))).toMatchObject({ statusCode: 200 });
  const base64 = Buffer.from(event).toString("base64");
  expect(await send(base64, sign(event), true)).toMatchObject({ statusCode: 200 });
});

test.each(["not JSON", "null", "[]", "7", '{"type":"x"}', "{}"])(
  "the signed body %j gets a 400, so Stripe does not retry it for days",
  async (body) => {
    const answer = await send(body, sign(body));
    expect(answer).toMatchObject({ statusCode: 400 });
    expect(code(answer)).toBe("payment.unreadable");
  },
);

test("a body that is not text, missing or too large gets a 400 that says what is wrong", async () => {
  const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x80]).toString("base64");
  expect(code(await send(bytes, sign("x"), true))).toBe("payment.unreadable");
  expect(await send(undefined, sign("x"))).toMatchObject({ statusCode: 400 });
  const enormous = "x".repeat(400_000);
  expect(await send(enormous, sign(enormous))).toMatchObject({
    statusCode: 400,
    body: expect.stringContaining("at most 300000 bytes"),
  });
  expect(code(await send(event))).toBe("payment.bad_signature");
});
