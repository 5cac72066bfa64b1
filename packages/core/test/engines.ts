import type { TestProject } from "vitest/node";
import { cloudLog } from "../../../scripts/logs";
import { startCloud } from "../../local/src/testing";

/** Starts the engines without the worker: a test does the work of the handlers itself, in the order it wants. */
export default async function setup(project: TestProject) {
  const cloud = await startCloud({ worker: false, onLine: cloudLog("core cloud") });
  project.provide("environment", cloud.env);
  return () => cloud.stop();
}

declare module "vitest" {
  interface ProvidedContext {
    environment: Record<string, string>;
  }
}
