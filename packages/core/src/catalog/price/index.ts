export {
  board,
  boardFor,
  boardKey,
  boardOf,
  boardWithRounding,
  changesBetween,
  markShown,
  nextChange,
  recentBoard,
  shownUntil,
} from "./board";
export { currentPrice, decide, priceAfter, reduced, roundingAt } from "./decide";
export { describeReduction, describeScope } from "./describe";
export { lowestBefore, referenceDays, type Span, spansOf } from "./history";
export * as Price from "./index";
export { keptDays, listed, logged, mostSteps, shortened } from "./log";
export {
  archiveList,
  changeList,
  createList,
  type ListStanding,
  list,
  listStandingOf,
  lists,
  type PriceList,
} from "./price-list";
export {
  archiveSale,
  changeSale,
  createSale,
  type Sale,
  type Standing,
  sale,
  sales,
  setMembers,
  standingOf,
  standings,
  stopSale,
} from "./sale";
export {
  type Board,
  type BoardSale,
  type Decision,
  emptyBoard,
  endings,
  ListTerms,
  mostListPrices,
  type Priced,
  type Reason,
  Reduction,
  SaleTerms,
  Scope,
  VolumeStep,
} from "./types";
