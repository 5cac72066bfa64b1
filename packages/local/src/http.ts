import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** An error that is sent to the client with this status and message. */
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
  handleWith(server, handler);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1" }, () => resolve(server));
  });
}

/** Returns the port of a listening server. Throws while it is not listening. */
export function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server is not listening.");
  return address.port;
}

/** Sets a server's handler. An error thrown by the handler becomes an error response and does not end the process. */
export function handleWith(server: Server, handler: Handler): void {
  // The SDK reuses connections; a server that closes them first makes some of its requests fail.
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

/** Reads the whole body. Throws 413 as soon as it exceeds the limit, in bytes. */
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

/** Returns the requested URL. */
export function urlOf(request: IncomingMessage): URL {
  return new URL(request.url ?? "/", "http://localhost");
}

/**
 * Refuses requests that a foreign web page could send. After DNS rebinding the Host header names the foreign host, and
 * a browser adds an Origin header to requests of a page. Opening one of our own pages is allowed.
 */
export function refuseForeign(request: Pick<IncomingMessage, "headers">): void {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  if (!["localhost", "127.0.0.1", "[::1]"].includes(host))
    throw new HttpError(403, "This endpoint accepts requests to localhost only.");
  if (request.headers.origin !== undefined)
    throw new HttpError(403, "This endpoint does not accept requests from web pages.");
}
