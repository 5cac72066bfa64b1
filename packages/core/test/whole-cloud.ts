import type { TestProject } from "vitest/node";
import { startCloud } from "../../local/src/testing";

/** The whole cloud: engines, gateway and the worker that runs the handlers. */
export default async function setup(project: TestProject) {
  const cloud = await startCloud({ worker: true });
  project.provide("environment", cloud.env);
  return () => cloud.stop();
}
