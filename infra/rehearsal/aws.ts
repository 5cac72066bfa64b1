import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { account, region } from "../mock/outputs";

/** SST's parameter in a bootstrapped account. */
const bootstrap = {
  version: 5,
  asset: "sst-asset-mock",
  assetEcrRegistryId: account,
  assetEcrUrl: `${account}.dkr.ecr.${region}.amazonaws.com/sst-asset`,
  state: "sst-state-mock",
  appsyncHttp: "",
  appsyncRealtime: "",
};
const eventApi = {
  apiId: "mock",
  name: "sst",
  dns: { HTTP: "appsync.localhost", REALTIME: "appsync.localhost" },
};

/** Starts an in-memory server for the AWS calls of SST's command line: parameters, state, event API. */
export async function openAws() {
  const parameters = new Map([["/sst/bootstrap", JSON.stringify(bootstrap)]]);
  const objects = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const target = String(request.headers["x-amz-target"] ?? "");
    if (target.startsWith("AmazonSSM.")) return parameter(target, body, parameters, response);
    if (request.url?.startsWith("/v2/apis/")) return json(response, { api: eventApi });
    if (request.url?.startsWith("/v2/apis")) return json(response, { apis: [eventApi] });
    object(request, body, objects, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function parameter(
  target: string,
  body: Buffer,
  parameters: Map<string, string>,
  response: ServerResponse,
): void {
  const { Name, Value } = JSON.parse(body.toString()) as { Name: string; Value: string };
  if (target.endsWith("PutParameter")) {
    parameters.set(Name, Value);
    json(response, { Version: 1 });
    return;
  }
  const found = parameters.get(Name);
  if (found === undefined) json(response, { __type: "ParameterNotFound", message: Name }, 400);
  else json(response, { Parameter: { Name, Value: found, Type: "String", Version: 1 } });
}

function object(
  request: IncomingMessage,
  body: Buffer,
  objects: Map<string, Buffer>,
  response: ServerResponse,
): void {
  const key = String(request.url).split("?")[0] ?? "";
  const found = objects.get(key);
  if (request.method === "PUT") {
    objects.set(key, body);
    response.setHeader("etag", '"mock"').end();
  } else if (request.method === "DELETE") {
    objects.delete(key);
    response.writeHead(204).end();
  } else if (found && request.method === "GET") response.end(found);
  else {
    response.writeHead(404, { "content-type": "application/xml" });
    response.end('<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>mock</Message></Error>');
  }
}

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(value));
}
