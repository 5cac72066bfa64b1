import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

// Runs one Lambda function: the working directory is its folder, and its handler is imported once, streaming or not.
// `/_invoke` takes events; every other path is a request to the function URL.

type Context = {
  awsRequestId: string;
  callbackWaitsForEmptyEventLoop: boolean;
  getRemainingTimeInMillis(): number;
};
type Handler = ((event: unknown, context: Context) => Promise<unknown>) &
  ((event: unknown, stream: Writable, context: Context) => Promise<void>);
type Result = {
  statusCode?: number;
  headers?: Record<string, string>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
};

const streaming = Symbol("streaming");

Object.assign(globalThis, {
  awslambda: {
    streamifyResponse: (handler: object) => Object.assign(handler, { [streaming]: true }),
    HttpResponseStream: {
      from: (stream: Writable, prelude: Result) => {
        stream.emit("prelude", prelude);
        return stream;
      },
    },
  },
});

const [folder = "", named = ""] = process.argv.slice(2);
process.chdir(folder);
const [file, name = ""] = [named.slice(0, named.lastIndexOf(".")), named.slice(named.lastIndexOf(".") + 1)];
const module = (await import(pathToFileURL(join(folder, `${file}.mjs`)).href)) as Record<string, Handler>;
const handler = module[name];
if (!handler) throw new Error(`${file}.mjs does not export ${name}`);

const server = createServer(async (request, response) => {
  try {
    const body = await buffer(request);
    if (request.url === "/_invoke")
      response.end(JSON.stringify((await handler(JSON.parse(`${body}`), context())) ?? null));
    else if (streaming in handler) await handler(urlEvent(request, body), streamTo(response), context());
    else write(response, (await handler(urlEvent(request, body), context())) as Result);
  } catch (error) {
    console.error(error);
    if (!response.headersSent) response.writeHead(502);
    response.end(JSON.stringify({ errorMessage: error instanceof Error ? error.message : `${error}` }));
  }
});
server.listen(0, "127.0.0.1", () =>
  process.send?.({ port: (server.address() as AddressInfo).port, streaming: streaming in handler }),
);
process.once("disconnect", () => process.exit(0));

function context(): Context {
  return {
    awsRequestId: crypto.randomUUID(),
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => 20_000,
  };
}

/** Returns the event of a function URL, payload format 2.0. */
function urlEvent({ url = "/", method = "GET", headers, socket }: IncomingMessage, body: Buffer) {
  const { pathname, search, searchParams } = new URL(url, "http://function");
  const host = headers.host ?? "function";
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: pathname,
    rawQueryString: search.slice(1),
    cookies: headers.cookie?.split("; "),
    headers: { "x-forwarded-host": host, "x-forwarded-proto": "http", ...headers },
    queryStringParameters: Object.fromEntries(searchParams),
    requestContext: {
      accountId: "anonymous",
      apiId: "function",
      domainName: host,
      http: {
        method,
        path: pathname,
        protocol: "HTTP/1.1",
        sourceIp: socket.remoteAddress,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: crypto.randomUUID(),
      routeKey: "$default",
      stage: "$default",
      timeEpoch: Date.now(),
    },
    ...(body.length > 0 && { body: body.toString("base64") }),
    isBase64Encoded: body.length > 0,
  };
}

function write(response: ServerResponse, result: Result): void {
  head(response, result);
  response.end(result.isBase64Encoded ? Buffer.from(result.body ?? "", "base64") : result.body);
}

function head(response: ServerResponse, { statusCode = 200, headers = {}, cookies = [] }: Result): void {
  response.statusCode = statusCode;
  // Lambda counts the bytes itself, because the function may have compressed the body after it set the length.
  for (const [key, value] of Object.entries(headers))
    if (key.toLowerCase() !== "content-length") response.setHeader(key, value);
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
}

/** Parses a streamed response: a JSON prelude, eight NUL bytes, the body. */
function streamTo(response: ServerResponse): Writable {
  const end = Buffer.alloc(8);
  let [waiting, headed, integration] = [Buffer.alloc(0), false, false];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (headed || !integration) return void response.write(chunk, () => done());
      waiting = Buffer.concat([waiting, chunk]);
      const at = waiting.indexOf(end);
      if (at < 0) return done();
      head(response, JSON.parse(waiting.subarray(0, at).toString()) as Result);
      headed = true;
      response.flushHeaders();
      response.write(waiting.subarray(at + end.length), () => done());
    },
    final(done) {
      response.end(() => done());
    },
  });
  stream.on("prelude", (prelude: Result) => {
    head(response, prelude);
    headed = true;
  });
  return Object.assign(stream, {
    setContentType: (type: string) => {
      integration = type === "application/vnd.awslambda.http-integration-response";
    },
  });
}
