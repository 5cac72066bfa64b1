export { checklist, type Step, type StepName } from "./checklist";
export * as Overview from "./index";
export { sales } from "./sales";
export { forgetWaiting, type Waiting, waiting, waitingIfKnown } from "./waiting";
