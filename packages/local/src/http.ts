import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** A request that asked for more than it may: answered with this status. */
export class HttpError extends Error {
  override name = "HttpError";
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Serves on the loopback address only. */
export function serve(port: number, handler: Handler): Promise<Server> {
  const server = createServer();
  answerWith(server, handler);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1" }, () => resolve(server));
  });
}

/** Gives a server its handler. What the handler throws becomes an answer, never a dead process. */
export function answerWith(server: Server, handler: Handler): void {
  // The SDK keeps connections; a server which closes them first makes a request of it fail now and then.
  server.keepAliveTimeout = 120_000;
  server.headersTimeout = 125_000;
  server.on("request", (request, response) => {
    handler(request, response).catch((error: unknown) => {
      if (error instanceof HttpError) return sendJson(response, error.status, { message: error.message });
      console.error(error);
      sendJson(response, 500, { message: "Internal Server Error" });
    });
  });
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  send(response, status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

export function send(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: Record<string, string>,
): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(body);
}

/** The whole body, or 413 as soon as it is larger than allowed. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) throw new HttpError(413, "Request Too Long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The address a request asks for. */
export function urlOf(request: IncomingMessage): URL {
  return new URL(request.url ?? "/", "http://localhost");
}

/**
 * Refuses what a web page could send: a page knows only names that lead elsewhere (a rebound name arrives with
 * its own Host), and a browser marks what it sends for a page with an Origin. Reading a page of ours is allowed.
 */
export function refuseForeign(request: IncomingMessage): void {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  if (!["localhost", "127.0.0.1", "[::1]"].includes(host))
    throw new HttpError(403, "This door opens to localhost only.");
  if (request.headers.origin !== undefined) throw new HttpError(403, "This door does not open to web pages.");
}
