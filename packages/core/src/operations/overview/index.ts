export type { Step, StepName } from "./checklist";
export { checklist, recount, recountOld, recountSoon, waiting, waitingIfKnown } from "./counted";
export * as Overview from "./index";
export { sales } from "./sales";
export type { Waiting } from "./waiting";
