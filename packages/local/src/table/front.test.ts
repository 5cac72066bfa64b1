import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cloud, startCloud } from "../testing";

let cloud: Cloud;
let url = "";

beforeAll(async () => {
  cloud = await startCloud({ worker: false, stripe: false });
  url = `http://127.0.0.1:${cloud.ports.dynamo}/`;
});
afterAll(() => cloud.stop());

const listTables = { "x-amz-target": "DynamoDB_20120810.ListTables", authorization: "AWS4-HMAC-SHA256 any" };

/** Sends what a script of a web page could. Returns the status, and whether the page may read the response. */
async function sendAsPage(headers: Record<string, string>, method = "POST") {
  const response = await fetch(url, { method, headers, ...(method === "POST" && { body: "{}" }) });
  const text = await response.text();
  const isReadable = response.headers.get("access-control-allow-origin") !== null;
  return { status: response.status, isReadable, names: text.includes("securecart-local") };
}

test("the table responds to the AWS SDK", async () => {
  const client = new DynamoDBClient({
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(["securecart-local"]);
});

const refused = { status: 403, isReadable: false, names: false };

test.each([
  ["a page of another site", { ...listTables, origin: "https://evil.example" }],
  ["a page of another port of this machine", { ...listTables, origin: "http://localhost:8080" }],
  ["a page with an opaque origin", { ...listTables, origin: "null" }],
])("the table refuses %s", async (_page, headers) => {
  expect(await sendAsPage(headers)).toEqual(refused);
});

test("the table refuses the question of a browser whether a page may send the headers of the SDK", async () => {
  const question = { origin: "https://evil.example", "access-control-request-method": "POST" };
  expect(await sendAsPage(question, "OPTIONS")).toEqual(refused);
});

test("the table refuses what a page may send without asking, because it names no operation", async () => {
  for (const method of ["GET", "POST"])
    expect(await sendAsPage({ "content-type": "text/plain" }, method)).toEqual({ ...refused, status: 400 });
});

test("the table refuses a host name of another site that leads to this machine", async () => {
  const { request } = await import("node:http");
  const status = await new Promise((resolve, reject) => {
    const headers = { ...listTables, host: `evil.example:${cloud.ports.dynamo}` };
    const sent = request(url, { method: "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.once("error", reject);
    sent.end("{}");
  });
  expect(status).toBe(403);
});
