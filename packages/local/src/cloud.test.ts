import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { queueUrl } from "./environment";
import { notes, topologyFile, until } from "./fixtures/support";
import { provision, resourceName } from "./provision";
import { type Cloud, startCloud } from "./testing";

const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const region = "us-east-1";

let cloud: Cloud;
let sqs: SQSClient;
let table: { client: DynamoDBClient; name: string };

const send = (queue: string, body: string) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl(cloud.env.AWS_ENDPOINT_URL_SQS ?? "", queue),
      MessageBody: body,
    }),
  );
const worked = (body: string) => notes(cloud.folder.path, "work").filter((note) => note.body === body);
const control = async (path: string, body?: object, headers: Record<string, string> = {}) => {
  const response = await fetch(cloud.urls.control + path, {
    headers,
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
};

beforeAll(async () => {
  cloud = await startCloud({ topology: topologyFile, stripe: false });
  const at = (name: string) => ({ region, credentials, endpoint: cloud.env[name] ?? "" });
  sqs = new SQSClient({ ...at("AWS_ENDPOINT_URL_SQS"), useQueueUrlAsEndpoint: false });
  table = {
    client: new DynamoDBClient(at("AWS_ENDPOINT_URL_DYNAMODB")),
    name: resourceName(cloud.env, "Table"),
  };
});

afterAll(() => cloud?.stop());

describe("provision", () => {
  test("is safe to repeat", async () => {
    await provision(cloud.env, cloud.topology);
    expect((await table.client.send(new ListTablesCommand({}))).TableNames).toEqual([table.name]);
  });
});

describe("queues", () => {
  test("a message reaches its handler with its own attributes", async () => {
    await send("WorkQueue", "hello");
    const [note] = await until("the message", () => worked("hello").length > 0 && worked("hello"));
    expect(note).toMatchObject({
      received: 1,
      eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:WorkQueue",
    });
  });

  test("only failed messages are redelivered, and a poison message is dead-lettered after its last delivery", async () => {
    const bodies = ["fine 1", "poison 1", "fine 2", "once 1"];
    const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl(cloud.env.AWS_ENDPOINT_URL_SQS ?? "", "WorkQueue"),
        Entries,
      }),
    );
    await until("the dead-letter message", async () =>
      (await control("/dead-letters")).body.some(({ body }: { body: string }) => body === "poison 1"),
    );
    expect(worked("poison 1").map(({ received }) => received)).toEqual([1, 2, 3]);
    expect(worked("once 1").map(({ received }) => received)).toEqual([1, 2]);
    expect([worked("fine 1").length, worked("fine 2").length]).toEqual([1, 1]);
  });

  test("a result that names an unknown message fails the whole batch", async () => {
    await send("WorkQueue", "malformed 1");
    await until("the second delivery", () => worked("malformed 1").length === 2);
    expect(worked("malformed 1").map(({ received }) => received)).toEqual([1, 2]);
  });

  test("a handler that exceeds its time fails", async () => {
    await send("SlowQueue", "snail");
    const seen = () => notes(cloud.folder.path, "slow");
    await until("the second delivery", () => seen().length === 2);
    expect(Number(seen()[0]?.remaining)).toBeLessThanOrEqual(1000);
  });
});

describe("events", () => {
  test("an event reaches each queue whose rule it matches", async () => {
    const bus = new EventBridgeClient({
      region,
      credentials,
      endpoint: cloud.env.AWS_ENDPOINT_URL_EVENTBRIDGE ?? "",
    });
    const entry = {
      Source: "test",
      DetailType: "big.thing",
      Detail: '{"n":7}',
      EventBusName: "securecart-local",
    };
    await bus.send(new PutEventsCommand({ Entries: [entry] }));
    const found = await until("both deliveries", () => {
      const events = notes(cloud.folder.path, "work").filter(({ body }) =>
        String(body).includes("big.thing"),
      );
      return events.length === 2 && events;
    });
    expect(found.map(({ eventSourceARN }) => String(eventSourceARN).split(":").at(-1)).sort()).toEqual([
      "OtherQueue",
      "WorkQueue",
    ]);
    expect(JSON.parse(String(found[0]?.body))).toMatchObject({
      source: "test",
      "detail-type": "big.thing",
      detail: { n: 7 },
      account: "000000000000",
    });
  });
});

describe("stream", () => {
  test("a handler sees the table's changes in order", async () => {
    for (const n of ["1", "2", "3"]) {
      const Item = { pk: { S: "s" }, sk: { S: "a" }, n: { N: n }, bytes: { B: Buffer.from("xyz") } };
      await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
    }
    const seen = await until("three changes", () => {
      const found = notes(cloud.folder.path, "changes").filter(({ sk }) => sk === "a");
      return found.length >= 3 && found;
    });
    expect(seen.map(({ eventName, n, old }) => [eventName, n, old])).toEqual([
      ["INSERT", "1", undefined],
      ["MODIFY", "2", "1"],
      ["MODIFY", "3", "2"],
    ]);
    expect(seen[0]).toMatchObject({ bytes: Buffer.from("xyz").toString("base64") });
    expect(String(seen[0]?.eventSourceARN)).toMatch(/^arn:aws:dynamodb:.*\/stream\//);
  });
});

describe("HTTP API", () => {
  test("passes the request to the handler in payload format 2.0", async () => {
    const response = await fetch(`${cloud.urls.functions}/echo?a=1&a=2`, {
      method: "POST",
      headers: { "X-Thing": "Yes", "content-type": "application/json", cookie: "x=1; y=2" },
      body: '{"raw":"ü"}',
    });
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await response.json()).toMatchObject({
      version: "2.0",
      routeKey: "POST /echo",
      rawPath: "/echo",
      rawQueryString: "a=1&a=2",
      queryStringParameters: { a: "1,2" },
      cookies: ["x=1", "y=2"],
      headers: { "x-thing": "Yes" },
      body: '{"raw":"ü"}',
      isBase64Encoded: false,
      requestContext: { http: { method: "POST", path: "/echo" } },
    });
  });

  test("passes binary bodies as Base64 and reads path parameters", async () => {
    const posted = await fetch(`${cloud.urls.functions}/echo`, {
      method: "POST",
      body: new Uint8Array([0, 255]),
    });
    expect(await posted.json()).toMatchObject({ body: "AP8=", isBase64Encoded: true });
    const got = await fetch(`${cloud.urls.functions}/items/a%20b`);
    expect(await got.json()).toMatchObject({ pathParameters: { id: "a b" } });
  });

  test.each([
    ["an unknown route", "/nowhere", "", 404, "Not Found"],
    ["a handler that throws", "/broken", "", 500, "Internal Server Error"],
    ["a body over 10 MB", "/echo", "x".repeat(10 * 1024 * 1024 + 1), 413, "Request Too Long"],
  ])("answers %s as the API Gateway does", async (_, path, body, status, message) => {
    const response = await fetch(cloud.urls.functions + path, { method: "POST", body });
    expect([response.status, await response.json()]).toEqual([status, { message }]);
  });
});

describe("control endpoint", () => {
  test("runs a schedule on demand and reports its failure", async () => {
    expect(await control("/schedules/Tick/run", {})).toEqual({
      status: 200,
      body: { ok: true, result: { ticked: true } },
    });
    expect(await control("/schedules/BrokenTick/run", {})).toMatchObject({
      status: 500,
      body: { message: "broken on purpose" },
    });
    expect(await control("/schedules/Nothing/run", {})).toMatchObject({ status: 404 });
  });

  test("moves the clock for every process", async () => {
    const moved = await control("/clock", { advanceSeconds: 3600 });
    expect(moved.body.offsetSeconds).toBe(3600);
    const expired = {
      pk: { S: "t" },
      sk: { S: "ttl" },
      ttl: { N: String(Math.floor(Date.now() / 1000) + 1800) },
    };
    const kept = {
      pk: { S: "t" },
      sk: { S: "kept" },
      ttl: { N: String(Math.floor(Date.now() / 1000) + 7200) },
    };
    for (const Item of [expired, kept])
      await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
    expect((await control("/ttl-sweep", {})).body).toEqual({ deleted: 1 });
    const Key = { pk: { S: "t" }, sk: { S: "kept" } };
    expect((await table.client.send(new GetItemCommand({ TableName: table.name, Key }))).Item).toBeDefined();
    expect((await control("/clock", { reset: true })).body.offsetSeconds).toBe(0);
  });

  test.each([
    ["a web page's Origin", { origin: "http://localhost:3000" }],
    ["another host's name", { host: "evil.example" }],
  ])("refuses %s", async (_, headers) => {
    const { request } = await import("node:http");
    const status = await new Promise((resolve) =>
      request(`${cloud.urls.control}/children`, { headers: { ...headers } }, (response) =>
        resolve(response.resume().statusCode),
      ).end(),
    );
    expect(status).toBe(403);
  });

  test("refuses invalid requests", async () => {
    expect(await control("/clock", { advance: 1 })).toMatchObject({ status: 400 });
    expect(await control("/kill", { child: "nobody" })).toMatchObject({ status: 404 });
    expect(await control("/nothing")).toMatchObject({ status: 404 });
  });
});
