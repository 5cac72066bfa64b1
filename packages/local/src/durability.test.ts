import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { queueUrl } from "./environment";
import { notes, topologyFile, until } from "./fixtures/support";
import { resourceName } from "./provision";
import { type Cloud, startCloud } from "./testing";

const dataDir = mkdtempSync(join(tmpdir(), "securecart-durability-"));
const access = {
  region: "us-east-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
  maxAttempts: 1,
};

let cloud: Cloud;

const open = () => startCloud({ dataDir, topology: topologyFile, stripe: false });
const at = (name: string) => ({ ...access, endpoint: cloud.env[name] ?? "" });
const bodies = () => notes(dataDir, "work").map(({ body }) => String(body));
const sender = () => {
  const client = new SQSClient({ ...at("AWS_ENDPOINT_URL_SQS"), useQueueUrlAsEndpoint: false });
  const QueueUrl = queueUrl(cloud.env.AWS_ENDPOINT_URL_SQS ?? "", "WorkQueue");
  return (MessageBody: string) => client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
};
const putter = () => {
  const client = new DynamoDBClient(at("AWS_ENDPOINT_URL_DYNAMODB"));
  const TableName = resourceName(cloud.env, "Table");
  return (sk: string, n: number) =>
    client.send(
      new PutItemCommand({ TableName, Item: { pk: { S: "d" }, sk: { S: sk }, n: { N: String(n) } } }),
    );
};

beforeAll(async () => {
  cloud = await open();
});
afterAll(async () => {
  await cloud?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test("nothing acknowledged is lost while queues and worker are killed", async () => {
  const send = sender();
  const acknowledged: string[] = [];
  let sending = true;
  const clients = Array.from({ length: 4 }, async (_, client) => {
    for (let n = 0; sending; n++) {
      const body = `kill ${client}-${n}`;
      const sent = await send(body).then(
        () => acknowledged.push(body),
        () => undefined,
      );
      // The engine is down: retry when it is back instead of a thousand times before.
      if (sent === undefined) await cloud.ready("queues");
    }
  });
  for (const victim of ["queues", "worker", "queues"]) {
    const before = acknowledged.length;
    await until("some more messages", () => acknowledged.length > before + 50);
    await cloud.kill(victim);
    await cloud.ready(victim);
  }
  sending = false;
  await Promise.all(clients);
  await until("every acknowledged message", () => {
    const handled = new Set(bodies());
    return acknowledged.every((body) => handled.has(body));
  });
  expect(acknowledged.length).toBeGreaterThan(150);
});

test("the messages of a killed worker are redelivered at once", async () => {
  const send = sender();
  await send("held");
  await until("the delivery", () => bodies().includes("held"));
  const client = new SQSClient({ ...at("AWS_ENDPOINT_URL_SQS"), useQueueUrlAsEndpoint: false });
  const QueueUrl = queueUrl(cloud.env.AWS_ENDPOINT_URL_SQS ?? "", "SlowQueue");
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "interrupted" }));
  const slow = () => notes(dataDir, "slow").filter(({ body }) => body === "interrupted");
  await until("the first delivery", () => slow().length === 1);
  await cloud.kill("worker");
  // Without the release, the queue would hide the message for 30 s.
  await until("the second delivery", () => slow().length === 2, 25_000);
  expect(slow()).toHaveLength(2);
});

test("an accepted event reaches its queue even if the queue is down and the gateway is killed", async () => {
  const bus = new EventBridgeClient(at("AWS_ENDPOINT_URL_EVENTBRIDGE"));
  await cloud.kill("queues", "SIGSTOP");
  const Entries = [
    { Source: "test", DetailType: "survivor", Detail: "{}", EventBusName: "securecart-local" },
  ];
  const { FailedEntryCount } = await bus.send(new PutEventsCommand({ Entries }));
  expect(FailedEntryCount).toBe(0);
  await cloud.kill("gateway");
  await cloud.kill("queues", "SIGCONT");
  await until("the event", () => bodies().some((body) => body.includes('"survivor"')));
});

test("the stream continues in order where it stopped after a failure, a kill and a restart", async () => {
  const seen = () => notes(dataDir, "changes").filter(({ sk }) => sk === "counter");
  let put = putter();
  for (let n = 0; n < 5; n++) await put("counter", n);
  await until("the first changes", () => seen().length === 5);

  writeFileSync(join(dataDir, "changes.hold"), "");
  for (let n = 5; n < 15; n++) await put("counter", n);
  await until("a part of the held changes", () => seen().length > 6);
  await cloud.kill("worker");
  rmSync(join(dataDir, "changes.hold"));
  await until("all changes", () => seen().some(({ n }) => n === "14"));

  await cloud.kill("dynamo");
  await cloud.ready("dynamo");
  await put("counter", 15);
  await cloud.stop();
  cloud = await open();
  put = putter();
  await put("counter", 16);
  await until("the last change", () => seen().some(({ n }) => n === "16"));

  const order = seen().map(({ n }) => Number(n));
  // At least once and in order: each value repeats an earlier one or is the next.
  let highest = -1;
  for (const n of order) {
    expect(n).toBeLessThanOrEqual(highest + 1);
    highest = Math.max(highest, n);
  }
  expect(highest).toBe(16);
  expect(order.length).toBeLessThan(17 + 15);
});
