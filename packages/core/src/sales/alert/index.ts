export { alertKinds as kinds } from "./alert.entity";
export { confirm, toConfirm } from "./confirm";
export { fireAllPriceDrops, fireBackInStock, firePriceDrop } from "./fire";
export * as Alerts from "./index";
export { request, stop } from "./request";
export { type Alert, type AlertKind, countWaiting, find, keptSeconds, ofEmail } from "./rows";
export { send, sendConfirmation } from "./send";
export { open, tokenOf } from "./token";
