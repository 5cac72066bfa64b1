import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../packages/local/src/testing";
import { workFolder } from "../paths";
import { type Deployment, deploy } from "../rehearsal/deploy";
import { startDeployed } from "./function";
import type { Lambda } from "./start";

let cloud: Cloud;
let deployment: Deployment;
let webhook: Lambda;
let worker: Lambda;

beforeAll(async () => {
  deployment = await deploy();
  cloud = await startCloud({ worker: false });
  Object.assign(process.env, cloud.env); // before the import of the domain, which reads it
  webhook = await startDeployed(deployment, "WebhooksStripeEndpointFunction", cloud);
  worker = await startDeployed(deployment, "PaymentQueueConsumerFunction", cloud);
});
afterAll(async () => {
  await webhook?.stop();
  await worker?.stop();
  await cloud?.stop();
});

test("a payment's signed webhooks reach the order through the deployed endpoint and consumer", async () => {
  const { Order } = await import("@securecart/core/order");
  const { pay, pendingOrder } = await import("@securecart/core/test/fixtures");
  const { orderId, url } = await pendingOrder();
  await pay(url);
  for (const { body, signature } of await webhooksOf(orderId)) {
    const response = await webhook.invoke(request(body, signature));
    expect(response, webhook.log()).toMatchObject({ statusCode: 200 });
  }
  const messages = await received("PaymentQueue");
  expect(messages.length).toBeGreaterThan(0);
  expect(await worker.invoke({ Records: messages })).toEqual({ batchItemFailures: [] });
  expect((await Order.require(orderId)).status, worker.log()).toBe("authorized");
});

test("the deployed endpoint rejects an unsigned webhook and queues nothing", async () => {
  const { StripeApi } = await import("@securecart/core/stripe");
  const body = JSON.stringify({ id: "evt_forged", object: "event", type: "checkout.session.completed" });
  const signature = StripeApi.client().webhooks.generateTestHeaderString({
    payload: body,
    secret: "whsec_other",
  });
  expect(await webhook.invoke(request(body, signature))).toMatchObject({ statusCode: 400 });
  expect(await received("PaymentQueue")).toEqual([]);
});

test("the deployed consumer of uploads decodes a picture with the image library in its archive", async () => {
  const { Id } = await import("@securecart/core/id");
  const { Media } = await import("@securecart/core/media");
  const { Storage } = await import("@securecart/core/storage");
  const pictures = await startDeployed(deployment, "MediaQueueConsumerFunction", cloud);
  try {
    const { mediaId } = await Media.ticket({});
    const body = await sharp({ create: { width: 400, height: 300, channels: 3, background: "#335577" } })
      .jpeg()
      .toBuffer();
    await Storage.put({
      bucket: "artifacts",
      key: `uploads/${mediaId}`,
      body,
      contentType: "image/jpeg",
    });
    await Media.confirm({ mediaId, name: "cup.jpg" });
    const detail = { eventId: Id.create("event"), schema: 1, at: new Date().toISOString(), mediaId };
    const uploaded = record("uploaded", JSON.stringify({ "detail-type": "media.uploaded", detail }));
    // Without the archive's own packages, those of the repository would be found.
    expect(readdirSync(join(workFolder("unpacked"), "MediaQueueConsumerFunction", "node_modules"))).toContain(
      "sharp",
    );
    expect(await pictures.invoke({ Records: [uploaded] }), pictures.log()).toEqual({ batchItemFailures: [] });
    expect(await Media.find({ mediaId }), pictures.log()).toMatchObject({ state: "ready", width: 400 });
  } finally {
    await pictures.stop();
  }
});

test("the deployed consumer reports only the message that it cannot read", async () => {
  const Records = [record("good", '{"eventId":"evt_nobody_knows"}'), record("bad", "not JSON")];
  expect(await worker.invoke({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: "bad" }] });
});

test("the local cloud has every link of every function", async () => {
  const { readLinks } = await import("./links");
  const { unpack } = await import("./archive");
  const unknown: string[] = [];
  for (const { name, archive, environment } of deployment.functions) {
    if (!archive || !environment.SST_KEY) continue;
    const folder = workFolder("unpacked", `${name}-links`);
    unpack(archive, folder);
    for (const link of Object.keys(readLinks(folder, environment.SST_KEY)))
      if (!cloud.env[`SST_RESOURCE_${link}`]) unknown.push(`${name}: ${link}`);
  }
  expect(unknown).toEqual([]);
});

/** Returns Stripe's events of an order as signed webhooks. */
async function webhooksOf(orderId: string) {
  const { StripeApi } = await import("@securecart/core/stripe");
  const stripe = StripeApi.client();
  const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
  const secret = JSON.parse(process.env.SST_RESOURCE_StripeWebhookSecret ?? "{}").value as string;
  return events
    .filter(({ data: { object } }) => "metadata" in object && object.metadata?.orderId === orderId)
    .map((event) => JSON.stringify(event))
    .map((body) => ({
      body,
      signature: stripe.webhooks.generateTestHeaderString({ payload: body, secret }),
    }));
}

/** Returns API Gateway's event for a webhook. */
function request(body: string, signature: string) {
  return {
    version: "2.0",
    routeKey: "POST /webhooks/stripe",
    rawPath: "/webhooks/stripe",
    headers: { "content-type": "application/json", "stripe-signature": signature },
    requestContext: { http: { method: "POST", path: "/webhooks/stripe" } },
    body,
    isBase64Encoded: false,
  };
}

/** Takes all messages out of a queue, as records for Lambda. */
async function received(queue: string) {
  const sqs = new SQSClient({ region: "us-east-1", useQueueUrlAsEndpoint: false });
  const QueueUrl = JSON.parse(process.env[`SST_RESOURCE_${queue}`] ?? "{}").url as string;
  const records: ReturnType<typeof record>[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return records;
    for (const { MessageId = "", Body = "", ReceiptHandle } of Messages) {
      records.push(record(MessageId, Body));
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

function record(messageId: string, body: string) {
  return {
    messageId,
    body,
    attributes: {},
    messageAttributes: {},
    eventSource: "aws:sqs",
    awsRegion: "us-east-1",
  };
}
