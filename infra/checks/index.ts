import { accessChecks } from "./access";
import { alarmChecks } from "./alarms";
import { dataChecks } from "./data";
import { doorChecks } from "./doors";
import { edgeChecks } from "./edge";
import { functionChecks } from "./functions";
import { networkChecks } from "./network";
import { orderChecks } from "./order";
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
  ...doorChecks,
  ...dataChecks,
  ...watchChecks,
  ...alarmChecks,
  ...networkChecks,
  ...switchChecks,
  ...orderChecks,
} satisfies Record<string, Check>;

export type Promised = keyof typeof checks;
