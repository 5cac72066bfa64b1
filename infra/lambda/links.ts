import { createCipheriv, createDecipheriv } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const cipher = "aes-256-gcm";
/** A constant nonce is safe: each key encrypts one file once. */
const nonce = Buffer.alloc(12, 0);

export type Links = Record<string, Record<string, unknown>>;

/** Decrypts the links that SST stores beside a function's code. */
export function readLinks(folder: string, key: string): Links {
  const bytes = readFileSync(join(folder, "resource.enc"));
  const decipher = createDecipheriv(cipher, Buffer.from(key, "base64"), nonce);
  decipher.setAuthTag(bytes.subarray(-16));
  return JSON.parse(
    Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString(),
  ) as Links;
}

/** Replaces the links of a function, for example by those of a local cloud. */
export function relink(folder: string, key: string, links: Links): void {
  const encipher = createCipheriv(cipher, Buffer.from(key, "base64"), nonce);
  const bytes = Buffer.concat([encipher.update(JSON.stringify(links)), encipher.final()]);
  writeFileSync(join(folder, "resource.enc"), Buffer.concat([bytes, encipher.getAuthTag()]));
}
