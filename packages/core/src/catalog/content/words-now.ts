import { Settings, type Values } from "#platform/settings";
import { Shop } from "#platform/shop";
import type { Words } from "./words";

/** Returns the words that pages take from the shop's identity. */
export function wordsOf(identity: Values<"identity">): Words {
  const { legalName, address, email, phone } = identity;
  return { "shop name": Shop.nameIn(identity), "legal name": legalName, address, email, phone };
}

/** Returns the words that pages take from the shop's settings, as they are now. One request. */
export const currentWords = async (): Promise<Words> => wordsOf(await Settings.read("identity"));
