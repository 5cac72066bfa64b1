import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import { z } from "zod";
import { handleWith, readBody, sendJson } from "../http";
import type { Address } from "./front";

/** DynamoDB's limit of a request, in bytes. */
const mostBody = 16 * 1024 * 1024;

const Item = z.record(z.string(), z.unknown());
const Write = z.object({ TableName: z.string(), Key: Item.optional(), Item: Item.optional() });
const Transaction = z.object({
  TransactItems: z.array(z.record(z.enum(["Put", "Update", "Delete", "ConditionCheck"]), Write.optional())),
});

const singles = ["PutItem", "UpdateItem", "DeleteItem"];

/**
 * Returns a server in front of the table's engine that refuses writes as DynamoDB does when they meet a transaction on the
 * same item: a transaction is canceled with `TransactionConflict`, a single write gets `TransactionConflictException`.
 * The engine runs one write after the other, so that they never overlap there. A transaction holds its items for
 * `milliseconds`. Source: Amazon DynamoDB Developer Guide, "Managing complex workflows with DynamoDB transactions",
 * "Transaction conflict handling".
 */
export function conflictingTable(engine: Address, milliseconds: number): Server {
  const agent = new Agent({ keepAlive: true });
  const held = new Set<string>();
  const server = createServer();
  handleWith(server, async (incoming, response) => {
    const body = await readBody(incoming, mostBody);
    const operation = String(incoming.headers["x-amz-target"]).split(".").at(-1) ?? "";
    if (operation === "TransactWriteItems") {
      const keys = keysOf(body);
      const meets = keys.map((key) => held.has(key));
      if (meets.includes(true)) return cancel(response, meets);
      for (const key of keys) held.add(key);
      setTimeout(() => {
        for (const key of keys) held.delete(key);
      }, milliseconds);
    } else if (singles.includes(operation) && held.has(keyOf(Write.parse(parsed(body)))))
      return refuse(response, "TransactionConflictException", "Transaction is ongoing for the item");
    await forward(incoming, response, body, { agent, ...engine });
  });
  return server;
}

const parsed = (body: Buffer): unknown => JSON.parse(body.toString("utf8"));

/** Returns the keys of a transaction's items, in their order. */
const keysOf = (body: Buffer) =>
  Transaction.parse(parsed(body)).TransactItems.map((item) => keyOf(Object.values(item).find(Boolean)));

/** Returns the table and the primary key of a write as one text. */
function keyOf(write: z.output<typeof Write> | undefined): string {
  const { pk, sk } = write?.Key ?? write?.Item ?? {};
  return JSON.stringify([write?.TableName, pk, sk]);
}

/** Cancels a transaction: each item that meets another transaction has the reason. */
function cancel(response: ServerResponse, meets: boolean[]): void {
  const reasons = meets.map((isMet) => (isMet ? "TransactionConflict" : "None"));
  refuse(
    response,
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.join(", ")}]`,
    {
      CancellationReasons: reasons.map((Code) =>
        Code === "None" ? { Code } : { Code, Message: "Transaction is ongoing for the item" },
      ),
    },
  );
}

function refuse(response: ServerResponse, type: string, message: string, more: object = {}): void {
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, Message: message, ...more };
  sendJson(response, 400, body, { "content-type": "application/x-amz-json-1.0" });
}

/** Sends a request to the engine and its answer to the client. */
function forward(
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  engine: Address & { agent: Agent },
): Promise<void> {
  return new Promise((resolve) => {
    const forwarded = request({ ...engine, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.once("end", resolve);
    });
    forwarded.once("error", () => {
      response.destroy(); // as a table that does not respond: the SDK sends the request again
      resolve();
    });
    forwarded.end(body);
  });
}
