export { applyCounts, type Counted } from "./apply";
export { type Checked, checkCounts, type Row } from "./check";
export * as Stock from "./index";
export { beginnings, countLow, list, pageSize, type StockRow } from "./list";
export { mostRows } from "./parse";
export { textOf } from "./text-of";
