export { decode } from "./decode";
export { defused, restored } from "./formula";
export * as Csv from "./index";
export { line } from "./line";
export { type Record, readCsv, separatorOf } from "./read";
