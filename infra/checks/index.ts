import { accessChecks } from "./access";
import { alarmChecks } from "./alarms";
import { dataChecks } from "./data";
import { dependencyChecks } from "./dependencies";
import { edgeChecks } from "./edge";
import { endpointChecks } from "./endpoints";
import { functionChecks } from "./functions";
import { networkChecks } from "./network";
import { observabilityChecks } from "./observability";
import { queueChecks } from "./queues";
import type { Check } from "./stack";
import { switchChecks } from "./switches";
import { workflowChecks } from "./workflow";

/** Checks that every stage must pass, by name. */
export const checks = {
  ...functionChecks,
  ...queueChecks,
  ...workflowChecks,
  ...accessChecks,
  ...edgeChecks,
  ...endpointChecks,
  ...dataChecks,
  ...observabilityChecks,
  ...alarmChecks,
  ...networkChecks,
  ...switchChecks,
  ...dependencyChecks,
} satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;
