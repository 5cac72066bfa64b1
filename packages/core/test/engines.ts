import type { TestProject } from "vitest/node";
import { cloudLog } from "../../../scripts/logs";
import { startCloud } from "../../local/src/testing";

/** Time for which a transaction holds its items, in milliseconds, to run the tests while transactions meet. */
export const conflicts = Number(process.env.SECURECART_CONFLICTS ?? 0);

/** Starts the engines without the worker: a test does the work of the handlers itself, in the order it wants. */
export default async function setup(project: TestProject) {
  const cloud = await startCloud({ worker: false, conflicts, onLine: cloudLog("core cloud") });
  project.provide("environment", cloud.env);
  return () => cloud.stop();
}

declare module "vitest" {
  interface ProvidedContext {
    environment: Record<string, string>;
  }
}
