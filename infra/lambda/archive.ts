import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";

/** Mask of the file type in a mode, and the type of a symbolic link. */
const [kind, link] = [0o170000, 0o120000];

const signatures = { end: 0x06054b50, entry: 0x02014b50 };

/** Unpacks a function's code as Lambda does. It supports what SST writes: stored and deflated files, and links. */
export function unpack(zip: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const bytes = readFileSync(zip);
  for (const { name, data, mode } of entries(bytes)) {
    const path = join(folder, name);
    if (name.endsWith("/")) continue;
    mkdirSync(dirname(path), { recursive: true });
    if ((mode & kind) === link) {
      symlinkSync(data.toString(), path);
      continue;
    }
    writeFileSync(path, data);
    if (mode) chmodSync(path, mode & 0o777);
  }
}

function* entries(bytes: Buffer) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0 || bytes.readUInt32LE(end) !== signatures.end) throw new Error("Not a zip file.");
  const count = bytes.readUInt16LE(end + 10);
  for (let [at, n] = [bytes.readUInt32LE(end + 16), 0]; n < count; n++) {
    if (bytes.readUInt32LE(at) !== signatures.entry) throw new Error("The zip file is damaged.");
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const mode = bytes.readUInt32LE(at + 38) >>> 16;
    const start = bytes.readUInt32LE(at + 42);
    const name = bytes.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(from, from + size);
    yield { name, mode, data: method === 0 ? packed : inflateRawSync(packed) };
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
}
