import { Storage } from "#platform/storage";

export * as Media from "./index";

const Key = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*\.(webp|svg|png|jpg)$/i;

/** Returns a picture's bytes as a stream with its type and size in bytes, or null when there is none. One request. */
export const picture = async ({ key }: { key: string }) =>
  Key.test(key) ? Storage.get({ bucket: "images", key }) : null;
