import { Storage } from "#platform/storage";

export * as Media from "./index";
export { reasons } from "./inspect";
export {
  byKeys,
  change,
  find,
  imageOf,
  list,
  pageSize,
  Ref,
  recent,
  remove,
  restore,
  restoreDays,
  states,
} from "./library";
export { widths } from "./render";
export { store } from "./store";
export { sweep } from "./sweep";
export {
  Focus,
  Image,
  idOf,
  type Media as MediaRow,
  type MediaState,
  mediaStates,
  mostBytes,
  mostPixels,
} from "./types";
export { confirm, idOfUpload, prepare, receive, ticket } from "./upload";
export { markUse, type UseChange, usersOf, useWrites } from "./uses";

const Key = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*\.(webp|avif|svg|png|jpg)$/i;

/** Returns a picture's bytes as a stream with its type and size in bytes, or null when there is none. One request. */
export const picture = async ({ key }: { key: string }) =>
  Key.test(key) ? Storage.get({ bucket: "images", key }) : null;
