import { createServer, connect as openSocket, type Server, type Socket } from "node:net";
import { HttpError, refuseForeign } from "../http";

/** Address of a server on this machine. */
export type Address = { host: string; port: number };

/** Longest head of a request, in bytes. The AWS SDK sends less than 2 kB. */
const mostHead = 16_384;

/**
 * Returns a server that passes connections on to the table's engine, unless a web page may have opened them: the engine
 * itself lets every origin read and write. Only the first request of a connection is read, so that the others cost
 * nothing. A browser cannot use a connection of ours: each request of the AWS SDK names its operation in a header that
 * a page may not send to another origin without asking first, and that question is refused.
 */
export function tableFront(engine: Address): Server {
  return createServer((client) => {
    let head = Buffer.alloc(0);
    client.on("error", () => client.destroy());
    client.on("data", function read(chunk: Buffer) {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0 && head.length < mostHead) return;
      client.off("data", read);
      client.pause();
      const refusal = refusalOf(head.toString("latin1", 0, Math.max(end, 0)));
      if (refusal) client.end(refusal);
      else passOn(client, head, engine);
    });
  });
}

/** Connects a client with the engine. When either ends, so does the other: the SDK then sends its request again. */
function passOn(client: Socket, sent: Buffer, { host, port }: Address): void {
  const engine = openSocket({ host, port, noDelay: true });
  const endBoth = () => {
    client.destroy();
    engine.destroy();
  };
  client.setNoDelay(true);
  engine.on("error", endBoth).on("close", endBoth);
  client.on("error", endBoth).on("close", endBoth);
  engine.write(sent);
  client.pipe(engine);
  engine.pipe(client);
}

/** Returns the response to a request that did not come from the AWS SDK, or null when it did. */
function refusalOf(head: string): string | null {
  try {
    const headers = headersOf(head);
    refuseForeign({ headers });
    if (!headers["x-amz-target"]) throw new HttpError(400, "Send this request with an AWS SDK.");
    return null;
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const body = JSON.stringify({ message: error.message });
    return [
      `HTTP/1.1 ${error.status} Refused`,
      "content-type: application/json",
      `content-length: ${Buffer.byteLength(body)}`,
      "connection: close",
      "",
      body,
    ].join("\r\n");
  }
}

/** Returns the headers of a request's head, by their names in lower case. */
function headersOf(head: string): Record<string, string> {
  const lines = head.split("\r\n").slice(1);
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
}
