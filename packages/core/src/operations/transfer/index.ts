export { reportOf } from "./chunks";
export {
  advanceExport,
  beginExport,
  dutyOf,
  type Export,
  exportFile,
  findExport,
  kindsFor,
  latestExports,
  recordDownload,
} from "./export";
export { type ExportKind, exportKinds } from "./export.entity";
export { type Field, fieldLabels, fieldNames, Mapping, otherPrices, type System, systems } from "./fields";
export {
  find,
  type Import,
  latest,
  map,
  mostBytes,
  partBytes,
  receive,
  retryPictures,
  start,
  stop,
} from "./import";
export type { Counts, ImportState } from "./import.entity";
export * as Transfer from "./index";
export { readDrafts, readRows } from "./read-file";
export { proposed, systemOf } from "./recognize";
export type { Entry } from "./report";
export { kindOf, refusedFile, reportFile } from "./report-files";
export { advance, expire, handle, Message, sweep } from "./work";
