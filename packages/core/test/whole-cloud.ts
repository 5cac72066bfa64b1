import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { cloudLog } from "../../../scripts/logs";
import { startCloud } from "../../local/src/testing";

/** The whole cloud: engines, gateway and the worker that runs the handlers. */
export default async function setup(project: TestProject) {
  const cloud = await startCloud({ worker: true, onLine: cloudLog("system cloud") });
  // In the storefront's place: it hears what changed and says yes, or those events would wait for ever.
  const storefront = createServer((_request, response) => response.writeHead(204).end());
  await new Promise<void>((listening) => storefront.listen(cloud.ports.shop, "127.0.0.1", listening));
  project.provide("environment", cloud.env);
  return async () => {
    storefront.close();
    storefront.closeAllConnections();
    await cloud.stop();
  };
}
