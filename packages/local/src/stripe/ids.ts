import { randomBytes } from "node:crypto";

const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

/** A random id such as `ch_8Fz…`: 24 letters after the prefix carry 139 bits. */
export function newId(prefix: string, length = 24): string {
  return `${prefix}_${letters(length)}`;
}

export function letters(length: number): string {
  return [...randomBytes(length)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
}
