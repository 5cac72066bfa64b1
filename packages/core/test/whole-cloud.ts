import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { cloudLog } from "../../../scripts/logs";
import { startCloud } from "../../local/src/testing";
import { conflicts } from "./engines";

/** Starts the whole cloud: engines, gateway and the worker that runs the handlers. */
export default async function setup(project: TestProject) {
  const cloud = await startCloud({ worker: true, conflicts, onLine: cloudLog("system cloud") });
  // Stands in for the storefront and accepts revalidations, or their events would wait forever.
  const storefront = createServer((_request, response) => response.writeHead(204).end());
  await new Promise<void>((listening) => storefront.listen(cloud.ports.shop, "127.0.0.1", listening));
  project.provide("environment", cloud.env);
  return async () => {
    storefront.close();
    storefront.closeAllConnections();
    await cloud.stop();
  };
}
