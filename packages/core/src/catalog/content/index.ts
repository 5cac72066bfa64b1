export { type DefaultKey, defaultKeys, defaultPageId, defaultPages } from "./defaults/pages";
export { defaultHome } from "./defaults/shop";
export { type Document, firstHome, isOf, kindOf } from "./document";
export { publishDue } from "./due";
export { type DocumentStatus, facts, statusOf } from "./facts";
export * as Content from "./index";
export { type Column, footerOf, headerOf, hrefOf, type Link, type MenuLink, type Targets } from "./links";
export { archive, discard, restore, save, unarchive, unpublish } from "./manage";
export {
  announcementNow,
  forStaff,
  isComplete,
  keyOf,
  type ListedPage,
  type Live,
  type LivePage,
  live,
  page,
  pages,
  type ShownPage,
  version,
  versions,
} from "./read";
export { productRows } from "./rows";
export { slugFrom } from "./slug";
export {
  type Announcement,
  type AnnouncementsValue,
  Block,
  type Block as HomeBlock,
  type BlockType,
  blockTypes,
  type HomeValue,
  type Kind,
  LinkTarget,
  type MenuEntry,
  type MenusValue,
  mostBlocks,
  type PageValue,
  rowSizes,
  sides,
  type Values,
  values,
} from "./types";
export { fillPage, fillText, needsOf, openOf, type Words, wordNames } from "./words";
export { currentWords, wordsOf } from "./words-now";
export { type Shown, tagsOf } from "./write";
