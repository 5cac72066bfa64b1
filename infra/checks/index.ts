import { accessChecks } from "./access";
import { dataChecks } from "./data";
import { edgeChecks } from "./edge";
import { functionChecks } from "./functions";
import { queueChecks } from "./queues";
import type { Check } from "./stack";
import { switchChecks } from "./switches";
import { watchChecks } from "./watch";
import { workflowChecks } from "./workflow";

/** What every stage of the shop promises, by the promise. */
export const checks = {
  ...functionChecks,
  ...queueChecks,
  ...workflowChecks,
  ...accessChecks,
  ...edgeChecks,
  ...dataChecks,
  ...watchChecks,
  ...switchChecks,
} satisfies Record<string, Check>;

export type Promised = keyof typeof checks;
