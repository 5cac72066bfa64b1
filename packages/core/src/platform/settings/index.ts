export { Color, contrastOf, leastContrast, palette, type Shades } from "./accent";
export { type By, change, undo } from "./change";
export { dayBefore, dayIn, momentsOf, startOfDay } from "./day";
export { type Group, groupNames, groups, parse, type Values } from "./groups";
export { minimumIn, mostOfOneItem } from "./groups/checkout";
export {
  type EmailKind,
  type EmailWords,
  emailKinds,
  isEmailKind,
  placeholder,
  placeholdersOf,
} from "./groups/emails";
export { returnReasons, usualReturnDays } from "./groups/returns";
export {
  Handling,
  type Shipping,
  ShippingMethod,
  ShippingZone,
  type Tariff,
  weekdays,
} from "./groups/shipping";
export { mostLow } from "./groups/stock";
export {
  oneStopShop,
  TaxedArea,
  type Taxes,
  TaxesShape,
  type TaxRate,
  type TaxRegistration,
  taxTemplates,
} from "./groups/taxes";
export * as Settings from "./index";
export {
  type All,
  all,
  type Current,
  current,
  forget,
  keyOf,
  ofItems,
  read,
  savedGroups,
  shown,
  timeZone,
} from "./read";
