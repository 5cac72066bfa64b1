import { Storage } from "#platform/storage";

const number = (n: number) => `${n}`.padStart(5, "0");

export const filePart = (importId: string, part: number) => `imports/${importId}/file-${number(part)}`;

/** Kinds of an import's files by chunk: its products, their rows as they were, and what becomes of them. */
export type ChunkKind = "drafts" | "rows" | "check" | "result" | "check-problems" | "result-problems";

const chunkKey = (importId: string, kind: ChunkKind, chunk: number) =>
  `imports/${importId}/${kind}-${number(chunk)}.json`;

/** Stores a chunk of an import. */
export const writeChunk = (importId: string, kind: ChunkKind, chunk: number, content: unknown) =>
  Storage.put({
    bucket: "artifacts",
    key: chunkKey(importId, kind, chunk),
    body: JSON.stringify(content),
    contentType: "application/json",
  });

/** Returns a chunk of an import as it was stored, or null when it is gone. */
export async function readChunk(importId: string, kind: ChunkKind, chunk: number): Promise<unknown> {
  const bytes = await Storage.read({ bucket: "artifacts", key: chunkKey(importId, kind, chunk) });
  return bytes && JSON.parse(new TextDecoder().decode(bytes));
}

/** Returns a file that was sent in parts. Throws when a part is missing. */
export async function readFileOf({
  importId,
  parts,
}: {
  importId: string;
  parts: number;
}): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  for (let part = 1; part <= parts; part++) {
    const bytes = await Storage.read({ bucket: "artifacts", key: filePart(importId, part) });
    if (!bytes) throw new Error(`Part ${part} of ${importId} is missing.`);
    read.push(bytes);
  }
  const whole = new Uint8Array(read.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const bytes of read) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}
