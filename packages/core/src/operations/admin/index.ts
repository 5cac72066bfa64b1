export {
  BulkChange,
  type BulkResult,
  changeProducts,
  inWords,
  mostInGrid,
  mostProducts,
  type PriceChange,
  previewPrices,
  saveGrid,
} from "./bulk-edit";
export {
  changeCategory,
  createCategory,
  deleteCategory,
  moveCategory,
  moveProducts,
  productCount,
} from "./categories";
export { ChangedMeanwhile, type SavedDifference } from "./changed-meanwhile";
export { changeCollection, chooseCollections, createCollection, ruleInWords } from "./collections";
export {
  archiveContent,
  discardContent,
  restoreContent,
  saveContent,
  unarchiveContent,
  unpublishContent,
} from "./content";
export {
  type Added,
  addToGroup,
  archiveGroup,
  changeGroup,
  createGroup,
  mostAdded,
  removeFromGroup,
  restoreGroup,
} from "./customer-groups";
export {
  archiveDiscount,
  changeCodes,
  changeDiscount,
  continueCodes,
  createCodes,
  createDiscount,
  pauseDiscount,
  restoreDiscount,
  resumeDiscount,
} from "./discounts";
export { digestOf } from "./edit-settings";
export { closeWebhook, discardFailedMessage, resendFailedMessage, retryWebhook } from "./failures";
export * as Admin from "./index";
export {
  addPicture,
  changePicture,
  removePicture,
  removeUnusedPictures,
  restorePicture,
  uploadPicture,
} from "./media";
export {
  cancel,
  checkTaxId,
  closeReturn,
  decideReturn,
  deliver,
  overrideObstacles,
  pack,
  receiveReturn,
  refund,
  retryRefund,
  review,
  settleRefund,
  ship,
} from "./orders";
export { archivePriceList, changePriceList, createPriceList, restorePriceList } from "./price-lists";
export { diagnose, type Obstacle, stockedProduct } from "./product-doctor";
export { type GridRow, productGrid } from "./product-grid";
export { type ListedProduct, products } from "./product-list";
export { duplicateProduct, ProductChanged, saveProduct } from "./products";
export { mostPublished, publishReview, publishReviews, refuseReview, replyToReview } from "./reviews";
export {
  type PreviewPrice,
  type PreviewRow,
  previewSale,
  type SalePreview,
  saleTargets,
} from "./sale-preview";
export { archiveSale, changeSale, createSale, restoreSale, stopSale } from "./sales";
export { pinProducts, saveSynonyms } from "./search";
export {
  calendarPart,
  raiseMethod,
  removeMethod,
  removeZone,
  saveCalendar,
  saveMethod,
  saveZone,
  zonePart,
} from "./shipping";
export { changeRoles, disableStaff, enableStaff, forgetFactors, inviteStaff } from "./staff";
export { adjust, count, receive } from "./stock";
export {
  applyTaxTemplate,
  registrationPart,
  removeTaxArea,
  saveRegistrations,
  saveTaxArea,
} from "./taxes";
export { dutyToUndo, undo } from "./undo";
export { removeView, renameView, saveView } from "./views";
export { saveVolume } from "./volume";
