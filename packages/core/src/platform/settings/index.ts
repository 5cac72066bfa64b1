export { Color, contrastOf, leastContrast, palette, type Shades } from "./accent";
export { type By, change, undo } from "./change";
export { dayBefore, dayIn } from "./day";
export { type Group, groupNames, groups, parse, type Values } from "./groups";
export * as Settings from "./index";
export { type All, all, type Current, current, forget, read, shown, timeZone } from "./read";
