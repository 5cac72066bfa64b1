import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RouteDefinition } from "@securecart/core/topology";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { z } from "zod";
import { account } from "../environment";
import { send, urlOf } from "../http";

const Response = z.object({
  statusCode: z.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().optional(),
});

/** Returns the values of a path's `{parameters}`, or undefined when the route does not match. */
export function matchRoute(
  route: RouteDefinition,
  method: string,
  path: string,
): Record<string, string> | undefined {
  if (route.method !== method) return undefined;
  const wanted = route.path.split("/");
  const parts = path.split("/");
  if (wanted.length !== parts.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = parts[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name) parameters[name] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return parameters;
}

/** Returns the event of an HTTP API in payload format 2.0. */
export function httpEvent(
  route: RouteDefinition,
  pathParameters: Record<string, string>,
  request: IncomingMessage,
  body: Buffer,
): APIGatewayProxyEventV2 {
  const url = urlOf(request);
  const { cookie, ...headers } = headersOf(request);
  const time = new Date();
  const routeKey = `${route.method} ${route.path}`;
  const query = [...new Set(url.searchParams.keys())].map((name) => [
    name,
    url.searchParams.getAll(name).join(","),
  ]);
  return {
    version: "2.0",
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(cookie && { cookies: cookie.split(/;\s*/) }),
    ...(query.length > 0 && { queryStringParameters: Object.fromEntries(query) }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    requestContext: {
      accountId: account,
      apiId: "local",
      domainName: request.headers.host ?? "localhost",
      domainPrefix: "local",
      http: {
        method: route.method,
        path: url.pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
        userAgent: request.headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey,
      stage: "$default",
      time: time.toUTCString(),
      timeEpoch: time.getTime(),
    },
    ...bodyOf(headers["content-type"], body),
  };
}

/** Sends a handler's result: a response as it is, any other value as JSON with status 200. */
export function sendResult(response: ServerResponse, result: unknown) {
  const parsed = Response.safeParse(result);
  if (!parsed.success)
    return send(response, 200, JSON.stringify(result ?? null), { "content-type": "application/json" });
  const { statusCode, headers = {}, cookies = [], body = "", isBase64Encoded = false } = parsed.data;
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  send(response, statusCode, isBase64Encoded ? Buffer.from(body, "base64") : body, {
    "content-type": "text/plain; charset=utf-8",
    ...Object.fromEntries(named),
  });
}

/** Returns the body as an HTTP API passes it: text as it is, everything else as Base64. */
function bodyOf(type: string | undefined, body: Buffer): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  const media = (type ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const textual = /^text\/|^application\/(json|xml|javascript)$|\+(json|xml)$/.test(media);
  if (textual) return { body: body.toString("utf8"), isBase64Encoded: false };
  return { body: body.toString("base64"), isBase64Encoded: true };
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(",")]),
  );
}
