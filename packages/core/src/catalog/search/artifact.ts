import { createHash, randomUUID } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { Cache } from "#platform/cache";
import { Clock } from "#platform/clock";
import { Log } from "#platform/log";
import { Storage } from "#platform/storage";
import { Catalog } from "../catalog";
import { build } from "./build";

/** Time that an opened index is used before checking for a newer one, in milliseconds. */
const recheckMilliseconds = 5_000;

/** Life of the cached pointer to the newest index, in seconds; publishing drops it earlier. */
const keptSeconds = 60;

/** Delay before a replaced index is closed, in milliseconds: running queries may still use it. */
const closeMilliseconds = 10_000;

const bucket = "artifacts";
const pointerKey = "search/current.json";
const dirtyKey = "search/dirty.json";

/** Version of the index's tables. An index of another version is ignored. */
const schema = 2;

const Pointer = z.object({
  schema: z.literal(schema),
  key: z.string(),
  startedAt: z.string(),
  products: z.int(),
});
const Dirty = z.object({ at: z.string() });

/** Marks that the catalog changed since the index was built. */
export const markDirty = () =>
  Storage.put({
    bucket,
    key: dirtyKey,
    body: JSON.stringify({ at: Clock.iso() }),
    contentType: "application/json",
  });

/** Tells whether the catalog changed since the current index was built. */
export async function isDirty() {
  const [current, dirty] = await Promise.all([readJson(pointerKey, Pointer), readJson(dirtyKey, Dirty)]);
  return !current || (dirty !== null && dirty.at >= current.startedAt);
}

/** Builds the index from the table and publishes it: the file under the hash of its bytes, then the pointer to it. */
export async function publish() {
  const startedAt = Clock.iso();
  const file = join(tmpdir(), `securecart-search-${randomUUID()}.sqlite`);
  try {
    const products = await build(file, Catalog.every());
    const bytes = await readFile(file);
    const key = `search/${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}.sqlite`;
    await Storage.put({ bucket, key, body: bytes, contentType: "application/vnd.sqlite3" });
    await Storage.put({
      bucket,
      key: pointerKey,
      body: JSON.stringify({ schema, key, startedAt, products }),
      contentType: "application/json",
    });
    await Cache.drop([pointerKey]).catch(async (error) => {
      await markDirty(); // published again until the cache drops the old pointer
      throw error;
    });
    return { products, key };
  } finally {
    await rm(file, { force: true });
  }
}

let current: { key: string; startedAt: string; database: DatabaseSync; checkedAt: number } | null = null;
let opening: Promise<DatabaseSync | null> | null = null;

/**
 * Returns the current index, open for reading; null when none was ever published. Fetches a newer one in the
 * background, once for all callers; `fresh` waits for it.
 */
export async function open({ fresh = false } = {}): Promise<DatabaseSync | null> {
  const stale = fresh || !current || performance.now() - current.checkedAt > recheckMilliseconds;
  if (stale) {
    opening ??= refresh().finally(() => {
      opening = null;
    });
    if (current && !fresh) opening.catch((error) => Log.error("search.refresh_failed", error));
    else return opening;
  }
  return current?.database ?? null;
}

/** Returns the time at which the build of the open index began; null when none is open. */
export const builtSince = () => current?.startedAt ?? null;

async function refresh() {
  const pointer = await Cache.through({
    key: pointerKey,
    seconds: keptSeconds,
    load: () => readJson(pointerKey, Pointer),
    exact: true,
  });
  if (!pointer) return null;
  if (current?.key === pointer.key) {
    current.checkedAt = performance.now();
    return current.database;
  }
  const database = new DatabaseSync(await download(pointer.key), { readOnly: true });
  const before = current;
  current = { key: pointer.key, startedAt: pointer.startedAt, database, checkedAt: performance.now() };
  if (before) setTimeout(() => discard(before), closeMilliseconds).unref();
  return database;
}

/** Fetches the file once per machine. Moves it into place when complete, because several processes may fetch it. */
async function download(key: string) {
  const file = fileOf(key);
  if (existsSync(file)) return file;
  const object = await Storage.get({ bucket, key });
  if (!object) throw new Error(`The search index ${key} is not where the pointer says.`);
  const part = `${file}.${randomUUID()}`;
  await writeFile(part, new Uint8Array(await new Response(object.body).arrayBuffer()));
  await rename(part, file);
  return file;
}

/** Closes a replaced index and deletes its file; other processes that have it open keep reading it. */
function discard({ key, database }: { key: string; database: DatabaseSync }) {
  database.close();
  rmSync(fileOf(key), { force: true });
}

const fileOf = (key: string) => join(tmpdir(), `securecart-${key.replaceAll("/", "-")}`);

/** Reads a JSON object; null when it is missing, or has another shape because another version wrote it. */
async function readJson<Schema extends z.ZodType>(
  key: string,
  shape: Schema,
): Promise<z.output<Schema> | null> {
  const object = await Storage.get({ bucket, key });
  return object ? (shape.safeParse(await new Response(object.body).json()).data ?? null) : null;
}
