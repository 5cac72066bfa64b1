export { refundable, worthOf } from "./amount";
export { cancelPaid, create, idOf, Request, recordPaidOutside, retry } from "./create";
export { erasePersonal } from "./erase";
export * as Refund from "./index";
export { planCancel } from "./plan";
export { refundMethods, refundStates } from "./refund.entity";
export { newRefund, refundWrites } from "./rows";
export { apply, failed, send, sweep, sync } from "./send";
