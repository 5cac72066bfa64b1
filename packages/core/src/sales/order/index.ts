export { allocateUnshipped, withAllocation } from "./allocation";
export { claim, history, historySize, ofBuyer } from "./customers";
export { erasePersonal } from "./erase";
export { between } from "./export";
export { isUnshipped, toShip } from "./goods";
export * as Order from "./index";
export { count, isAny, list, lookUp, numbers, type OrderRow, pageSize } from "./list";
export { listOld } from "./list-old";
export { type Move, move } from "./move";
export { annotate, recordVerdict, recordVoid } from "./notes";
export { numberOf } from "./number";
export {
  type Alert,
  disputed,
  type Obstacle,
  type Override,
  obstacles,
  refuseObstacles,
  standing,
  wordsOf,
} from "./obstacles";
export { flagMismatch, overrideObstacles } from "./override";
export { attach, beginAttempt, beginClosing } from "./page";
export { heldUntil, holdSeconds, place, sessionSeconds } from "./place";
export { releaseCoupons } from "./release-coupons";
export {
  type CustomerAction,
  isSettled,
  type Outlook,
  outlook,
  type Says,
  type Situation,
  type StaffAction,
  situationOf,
} from "./situation";
export { isBought, type Status, statuses, steps, unshippedEnds } from "./status";
export {
  byId,
  type DisputeRow,
  OrderAutomatic,
  OrderCoupon,
  type OrderLine,
  type OrderView,
  type RefundRow,
  type Remark,
  type ReturnRow,
  type Review,
  Risk,
  require,
  type Shipment,
  type Step,
  Task,
  type WarningRow,
} from "./view";
export {
  changeObstacles,
  changeRefunds,
  changeTaxIdCheck,
  countReturn,
  type RefundSums,
  remark,
  replaceRemark,
} from "./writes";
