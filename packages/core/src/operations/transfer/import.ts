import { z } from "zod";
import { Audit } from "#platform/audit";
import { Clock } from "#platform/clock";
import { Dynamo, transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Queue } from "#platform/queue";
import { Storage } from "#platform/storage";
import { Text } from "#platform/text";
import { Mapping } from "./fields";
import { type Counts, ImportEntity, type ImportState, noCounts } from "./import.entity";
import { filePart } from "./objects";

/** Largest file, in bytes, and the largest part that it is sent in. */
export const mostBytes = 50 * 1024 * 1024;
export const partBytes = 4 * 1024 * 1024;

/** Time for which an import is listed, in seconds: 90 days. */
const listedSeconds = 90 * 24 * 3600;

export const Ref = z.object({ importId: Id.schema("import") });
const Act = z.object({ actor: z.string().min(1), requestId: z.uuid() });

/** Import as it is stored. */
export type Import = {
  importId: string;
  state: ImportState;
  fileName: string;
  size: number;
  parts: number;
  actor: string;
  headers: string[];
  examples: string[];
  mapping?: Mapping | undefined;
  chunks?: number | undefined;
  done: number;
  checked: Counts;
  counts: Counts;
  round: number;
  problem?: string | undefined;
  failures: number;
  version: number;
  leaseUntil?: string | undefined;
  createdAt: string;
  updatedAt: string;
};

/** Returns an import, or null when there is none. One request. */
export const find = fn(Ref, async ({ importId }): Promise<Import | null> => {
  const { data } = await ImportEntity.get({ importId }).go({ consistent: true });
  return data && { ...data, headers: data.headers ?? [], examples: data.examples ?? [] };
});

/** Lists the latest imports, 20 at most. One request. */
export async function latest(): Promise<Import[]> {
  const { data } = await ImportEntity.query.newest({ list: "all" }).go({ order: "desc", limit: 20 });
  return data.map((row) => ({ ...row, headers: row.headers ?? [], examples: row.examples ?? [] }));
}

/** Returns an import. Throws `transfer.unknown_import`. */
async function require(importId: string): Promise<Import> {
  const found = await find({ importId });
  if (found) return found;
  throw new DomainError("not_found", "transfer.unknown_import", "This import does not exist.");
}

const Sent = Act.extend({
  fileName: z.string().max(500),
  size: z
    .int()
    .min(1, "The file is empty.")
    .max(mostBytes, "The file is too large: at most 50 MB. Divide it into several."),
  part: z
    .int()
    .min(1)
    .max(Math.ceil(mostBytes / partBytes)),
  parts: z
    .int()
    .min(1)
    .max(Math.ceil(mostBytes / partBytes)),
});

/**
 * Stores a part of a file of an import, which the first part creates; the same request id sends all parts. Returns the
 * id of the import. When the last part is stored, the worker reads the file.
 */
export const receive = fn(
  Sent,
  async ({ actor, requestId, fileName, size, part, parts }, bytes: Uint8Array) => {
    const importId = Id.derived("import", actor, requestId);
    if (bytes.length === 0 || bytes.length > partBytes) throw tooLarge();
    const known = await find({ importId });
    if (known && known.state !== "uploading") return { importId };
    await Storage.put({
      bucket: "artifacts",
      key: filePart(importId, part),
      body: bytes,
      contentType: "application/octet-stream",
    });
    if (!known) await create({ importId, actor, fileName, size, parts });
    if (part === parts) await uploaded(importId);
    return { importId };
  },
);

const tooLarge = () =>
  new DomainError("input", "transfer.part_too_large", "This part of the file is empty or too large.", "file");

type New = Pick<Import, "importId" | "actor" | "fileName" | "size" | "parts">;

async function create({ fileName, ...row }: New) {
  const name = Text.cut(Text.clean(fileName.replace(/^.*[\\/]/, "")), 120) || "file.csv";
  await transact({
    import: ImportEntity.create({
      ...row,
      fileName: name,
      work: "none",
      state: "uploading",
      checked: noCounts,
      counts: noCounts,
      version: 1,
      ttl: Clock.seconds(listedSeconds),
    }),
    audit: Audit.record({
      auditId: Audit.idOf("transfer.upload", `import:${row.importId}`, row.importId),
      actor: row.actor,
      action: "transfer.upload",
      subject: `import:${row.importId}`,
      note: name,
    }),
  });
}

/** Marks a file as complete and lets the worker read its headers. */
async function uploaded(importId: string) {
  const row = await require(importId);
  await change(row, { state: "checking", work: "open" }, ["uploading"]);
  await wake(importId);
}

/** Lets a worker go on with an import. */
export const wake = (importId: string) => Queue.send("TransferQueue", { importId });

const Mapped = Act.extend(Ref.shape).extend({ mapping: Mapping });

/**
 * Sets the mapping of an import and lets the worker check its rows. The earlier check is replaced. Throws
 * `transfer.started`.
 */
export const map = fn(Mapped, async ({ importId, mapping, actor, requestId }) => {
  const row = await require(importId);
  const set = { state: "checking", work: "open", mapping, done: 0, checked: noCounts, failures: 0 } as const;
  await change({ ...row, chunks: undefined }, set, ["uploaded", "checked", "checking", "failed"], {
    audit: Audit.record({
      auditId: Audit.idOf("transfer.check", `import:${importId}`, requestId),
      actor,
      action: "transfer.check",
      subject: `import:${importId}`,
      note: row.fileName,
    }),
  });
  await wake(importId);
});

const Step = Act.extend(Ref.shape);

/**
 * Starts a checked import, or goes on with a stopped one: what it has saved already is found to be done. Throws
 * `transfer.busy`.
 */
export const start = fn(Step, async ({ importId, actor, requestId }) => {
  const row = await require(importId);
  if (row.state === "running" || row.state === "pictures") return;
  const { products, variants } = row.checked;
  const set = {
    state: "running",
    work: "open",
    failures: 0,
    done: 0,
    round: 1,
    counts: { ...noCounts, products, variants },
  } as const;
  await change(row, set, ["checked", "stopped"], { audit: act("transfer.start", row, { actor, requestId }) });
  await wake(importId);
});

/** Stops an import after the products that it is saving now. What was imported stays. */
export const stop = fn(Step, async ({ importId, actor, requestId }) => {
  const row = await require(importId);
  if (row.state === "stopped") return;
  await change(row, { state: "stopped", work: "none" }, ["running", "pictures", "checking"], {
    audit: act("transfer.stop", row, { actor, requestId }),
  });
});

/** Tries the pictures again that could not be fetched. Throws `transfer.not_done`. */
export const retryPictures = fn(Step, async ({ importId, actor, requestId }) => {
  const row = await require(importId);
  const counts = { ...row.counts, failedPictures: 0 };
  const set = {
    state: "pictures",
    work: "open",
    done: 0,
    failures: 0,
    round: row.round + 1,
    counts,
  } as const;
  await change(row, set, ["done"], { audit: act("transfer.retry_pictures", row, { actor, requestId }) });
  await wake(importId);
});

const act = (action: string, { importId, fileName }: Import, by: z.output<typeof Act>) =>
  Audit.record({
    auditId: Audit.idOf(action, `import:${importId}`, by.requestId),
    actor: by.actor,
    action,
    subject: `import:${importId}`,
    note: fileName,
  });

type Change = Partial<
  Pick<Import, "state" | "mapping" | "done" | "checked" | "counts" | "failures" | "round">
> & {
  work: "open" | "none";
};

/** Changes an import that is in one of these states and as it was read. Throws `transfer.busy`. */
async function change(
  row: Import,
  set: Change,
  from: ImportState[],
  also: { audit?: ReturnType<typeof Audit.record> } = {},
) {
  if (!from.includes(row.state)) throw busy();
  const removed =
    row.chunks === undefined
      ? (["leaseUntil", "problem", "chunks"] as const)
      : (["leaseUntil", "problem"] as const);
  const result = await transact({
    import: ImportEntity.patch({ importId: row.importId })
      .set({ ...set, version: row.version + 1 })
      .remove([...removed])
      .where((at, { eq }) => eq(at.version, row.version)),
    ...also,
  });
  if (!result.committed && result.refused === "import") throw busy();
}

const busy = () =>
  new DomainError("conflict", "transfer.busy", "This import has gone on meanwhile. Please look at it again.");

type Progress = {
  [Name in keyof Omit<Import, "importId" | "version">]?: Exclude<Import[Name], undefined>;
} & { work?: "open" | "none" };

/** Writes progress of a worker. Returns the import as it is then, or null when another request changed it meanwhile. */
export async function progress(row: Import, set: Progress): Promise<Import | null> {
  const version = row.version + 1;
  const isWritten = await Dynamo.written(
    ImportEntity.patch({ importId: row.importId })
      .set({ ...set, version })
      .where((at, { eq }) => eq(at.version, row.version))
      .go(),
  );
  return isWritten ? { ...row, ...set, version } : null;
}
