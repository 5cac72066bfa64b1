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

/** How long an opened index is used before we ask whether there is a newer one, in milliseconds. */
const recheckMilliseconds = 5_000;

/** How long the shared cache may say which index is the newest; publishing drops it. */
const keptSeconds = 60;

/** An index that was replaced is closed after whoever got hold of it is done, in milliseconds. */
const closeMilliseconds = 10_000;

const bucket = "artifacts";
const pointerKey = "search/current.json";
const dirtyKey = "search/dirty.json";

/** Moves with the index's tables: an index that an older program built is as good as none. */
const schema = 1;

const Pointer = z.object({
  schema: z.literal(schema),
  key: z.string(),
  startedAt: z.string(),
  products: z.int(),
});
const Dirty = z.object({ at: z.string() });

/** Notes that the catalog changed since the index was built. */
export const markDirty = () =>
  Storage.put({
    bucket,
    key: dirtyKey,
    body: JSON.stringify({ at: Clock.iso() }),
    contentType: "application/json",
  });

/** Whether something changed that the current index does not know. */
export async function isDirty() {
  const [current, dirty] = await Promise.all([readJson(pointerKey, Pointer), readJson(dirtyKey, Dirty)]);
  return !current || (dirty !== null && dirty.at >= current.startedAt);
}

/** Builds the index from the table and publishes it: the file under the hash of its bytes, then the pointer to it. */
export async function publish() {
  const startedAt = Clock.iso();
  const file = join(tmpdir(), `securecart-search-${randomUUID()}.sqlite`);
  try {
    const products = await build(file, Catalog.all());
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
      await markDirty(); // published again until everybody hears of it
      throw error;
    });
    return { products, key };
  } finally {
    await rm(file, { force: true });
  }
}

let current: { key: string; database: DatabaseSync; checkedAt: number } | null = null;
let opening: Promise<DatabaseSync | null> | null = null;

/**
 * The current index, open for reading; null when none was ever published. A newer one is fetched behind the back of
 * whoever asks, once for all who ask at the same time; `fresh` waits for it.
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
  current = { key: pointer.key, database, checkedAt: performance.now() };
  if (before) setTimeout(() => discard(before), closeMilliseconds).unref();
  return database;
}

/** Fetches the file once per machine; it is moved into place whole, because several processes may fetch it. */
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

/** A replaced index gives its room back; whoever else has the file open keeps reading it. */
function discard({ key, database }: { key: string; database: DatabaseSync }) {
  database.close();
  rmSync(fileOf(key), { force: true });
}

const fileOf = (key: string) => join(tmpdir(), `securecart-${key.replaceAll("/", "-")}`);

/** What has another shape was written by another program and does not count. */
async function readJson<Schema extends z.ZodType>(
  key: string,
  shape: Schema,
): Promise<z.output<Schema> | null> {
  const object = await Storage.get({ bucket, key });
  return object ? (shape.safeParse(await new Response(object.body).json()).data ?? null) : null;
}
