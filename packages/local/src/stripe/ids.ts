import { randomBytes } from "node:crypto";

const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

/** Returns a random id such as `ch_8Fz…`. 24 letters after the prefix hold 139 bits. */
export function newId(prefix: string, length = 24): string {
  return `${prefix}_${letters(length)}`;
}

export function letters(length: number): string {
  return [...randomBytes(length)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
}
