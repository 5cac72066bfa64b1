import { now } from "../../clock";
import type { Execution } from "./frame";
import type { Store } from "./store";

const redriveWithinMs = 14 * 24 * 3600 * 1000;
/** Maximum number of history events before a redrive, which adds one. */
const mostEvents = 24_999;

/** Returns whether an execution can be redriven, and the reason if not. */
export function redriveStatus({ arn, status, stopped = 0 }: Execution, store: Store) {
  const reason = () => {
    if (status === "RUNNING") return "Execution is RUNNING and cannot be redriven.";
    if (status === "SUCCEEDED") return "Execution is SUCCEEDED and cannot be redriven.";
    if (stopped < now() - redriveWithinMs) return "Execution has exceeded the redrivable period of 14 days.";
    if (store.lastEvent(arn) >= mostEvents) return "Execution history has reached its limit.";
    return undefined;
  };
  const redriveStatusReason = reason();
  if (!redriveStatusReason) return { redriveStatus: "REDRIVABLE" };
  return { redriveStatus: "NOT_REDRIVABLE", redriveStatusReason };
}
