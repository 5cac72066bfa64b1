import { createHash, randomUUID } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import { Cache } from "#platform/cache";
import { Clock } from "#platform/clock";
import { gather } from "#platform/gather";
import { Log } from "#platform/log";
import { Settings } from "#platform/settings";
import { Shop } from "#platform/shop";
import { Storage } from "#platform/storage";
import { Catalog, type VariantRow } from "../catalog";
import { Price } from "../price";
import { type Source, startIndex } from "./build";
import { columnsOf } from "./columns";
import { lexiconOf } from "./lexicon";
import { buildSkus } from "./skus";
import { readTuning } from "./tuning";

/** Time that an opened index is used before checking for a newer one, in milliseconds. */
const recheckMilliseconds = 5_000;

/** Life of the cached pointer to the newest index, in seconds; publishing drops it earlier. */
const keptSeconds = 60;

/** Delay before a replaced index is closed, in milliseconds: running queries may still use it. */
const closeMilliseconds = 10_000;

const bucket = "artifacts";
const dirtyKey = "search/dirty.json";
/** Key of the file that says up to which build the changes were announced. */
const announcedKey = "search/announced.json";

/** Pointers to the newest files, and the version of their tables: a file of another version is ignored. */
const definitions = {
  /** Products for the listings of the shop and of the admin. */
  products: { pointerKey: "search/current.json", schema: 6 },
  /** Variants for the lists of the admin. */
  skus: { pointerKey: "search/skus.json", schema: 1 },
};

type Name = keyof typeof definitions;

/** Returns the words of a language: a search never corrects them to others. */
export type Words = () => Iterable<string>;

const Pointer = z.object({
  schema: z.number(),
  key: z.string(),
  startedAt: z.string(),
  products: z.int(),
  /** Categories whose listing changed since the last build that was announced. */
  changed: z.array(z.string()).default([]),
});
const Announced = z.object({ startedAt: z.string() });
const Dirty = z.object({ at: z.string() });

const writeMark = gather<"changed">(() =>
  writeJson(dirtyKey, { at: Clock.iso() } satisfies z.input<typeof Dirty>),
);

/** Marks that the catalog changed since the index was built. Many calls at once write one mark. */
export const markDirty = () => writeMark(["changed"]);

/** Tells whether the catalog changed since the current indexes were built. */
export async function isDirty() {
  const [products, skus, dirty] = await Promise.all([
    readPointer("products"),
    readPointer("skus"),
    readJson(dirtyKey, Dirty),
  ]);
  if (!products || !skus) return true;
  return dirty !== null && [products, skus].some(({ startedAt }) => dirty.at >= startedAt);
}

/**
 * Builds the indexes from the table and publishes them. Returns the number of products, the key of the shop's index, and
 * the categories whose listing changed and was not announced yet.
 */
export async function publish(dictionary: Words) {
  const startedAt = Clock.iso();
  const before = fingerprintsOf(await open("products", { fresh: true }));
  const files = { products: temporary(), skus: temporary() };
  const index = startIndex(files.products, Shop.currenciesIn(await Settings.read("currencies")));
  try {
    const skus = await buildSkus(files.skus, listed(index.addVariants));
    await upload("skus", { file: files.skus, startedAt, count: skus });
    const products = await index.finish(await source(dictionary));
    const built = new DatabaseSync(files.products, { readOnly: true });
    const now = changedSince(before, fingerprintsOf(built));
    built.close();
    const changed = [...new Set([...now, ...((await unannounced())?.changed ?? [])])];
    return await upload("products", { file: files.products, startedAt, count: products, changed });
  } finally {
    index.close();
    for (const file of Object.values(files)) await rm(file, { force: true });
  }
}

/** Returns the pointer to the shop's index if its changes were not announced yet, else null. */
async function unannounced() {
  const [pointer, announced] = await Promise.all([
    readPointer("products"),
    readJson(announcedKey, Announced),
  ]);
  return pointer?.startedAt === announced?.startedAt ? null : pointer;
}

/**
 * Passes the categories whose listing changed to `tell`. When `tell` fails, or the process dies, the next call passes them
 * again, together with those that changed since. Does nothing when all were announced.
 */
export async function announce(tell: (changed: string[]) => Promise<unknown>) {
  const pointer = await unannounced();
  if (!pointer) return;
  const { changed, startedAt } = pointer;
  if (changed.length > 0) await tell(changed);
  await writeJson(announcedKey, { startedAt } satisfies z.input<typeof Announced>);
}

/** Returns the fingerprint of each category's listing in an index; none without an index. */
function fingerprintsOf(database: DatabaseSync | null): Map<string, string> {
  const rows = database?.prepare("SELECT category, hash FROM fingerprint").all() ?? [];
  return new Map(rows.map(({ category, hash }) => [String(category), String(hash)]));
}

/** Returns the categories that only one of two indexes has, or that differ. */
const changedSince = (before: Map<string, string>, now: Map<string, string>) =>
  [...new Set([...before.keys(), ...now.keys()])].filter((slug) => before.get(slug) !== now.get(slug));

const temporary = () => join(tmpdir(), `securecart-search-${randomUUID()}.sqlite`);

/** Reads all variants once, for both indexes. */
async function* listed(add: (rows: VariantRow[]) => void) {
  for await (const rows of Catalog.everyVariant()) {
    add(rows);
    yield rows.map(Catalog.listed);
  }
}

/** Returns the content of the shop's index, with the prices of now: a sale that starts or ends marks it as out of date. */
async function source(dictionary: Words): Promise<Source> {
  const [board, categories, tuning] = await Promise.all([
    Price.board(),
    Catalog.allCategories(),
    readTuning(),
  ]);
  const when = { board, at: Clock.iso() };
  const { synonyms, pins } = tuning;
  return {
    products: Catalog.every(),
    categories,
    when,
    tuning: { synonyms, pins },
    dictionary: dictionary(),
  };
}

type Built = { file: string; startedAt: string; count: number; changed?: string[] };

/** Publishes a file: under the hash of its bytes, then the pointer to it. */
async function upload(name: Name, { file, startedAt, count, changed = [] }: Built) {
  const { pointerKey, schema } = definitions[name];
  const bytes = await readFile(file);
  const key = `search/${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}.sqlite`;
  await Storage.put({ bucket, key, body: bytes, contentType: "application/vnd.sqlite3" });
  const pointer: z.input<typeof Pointer> = { schema, key, startedAt, products: count, changed };
  await writeJson(pointerKey, pointer);
  await Cache.drop([pointerKey]).catch(async (error) => {
    await markDirty(); // published again until the cache drops the old pointer
    throw error;
  });
  return { products: count, key, changed };
}

type Current = { key: string; startedAt: string; database: DatabaseSync; checkedAt: number };

const current: Partial<Record<Name, Current>> = {};
const opening: Partial<Record<Name, Promise<DatabaseSync | null>>> = {};

/**
 * Returns the current index, open for reading; null when none was ever published. Fetches a newer one in the
 * background, once for all callers; `fresh` waits for it.
 */
export async function open(name: Name, { fresh = false } = {}): Promise<DatabaseSync | null> {
  const now = current[name];
  const stale = fresh || !now || performance.now() - now.checkedAt > recheckMilliseconds;
  if (stale) {
    opening[name] ??= refresh(name).finally(() => {
      delete opening[name];
    });
    if (now && !fresh) opening[name].catch((error) => Log.error("search.refresh_failed", error));
    else return opening[name];
  }
  return now?.database ?? null;
}

/** Returns the time at which the build of the open index began; null when none is open. */
export const builtSince = (name: Name) => current[name]?.startedAt ?? null;

async function refresh(name: Name) {
  const pointer = await Cache.through({
    key: definitions[name].pointerKey,
    seconds: keptSeconds,
    load: () => readPointer(name),
    exact: true,
  });
  if (!pointer) return null;
  const before = current[name];
  if (before?.key === pointer.key) {
    before.checkedAt = performance.now();
    return before.database;
  }
  const database = new DatabaseSync(await download(pointer.key), { readOnly: true });
  if (name === "products") await prepare(database);
  current[name] = { key: pointer.key, startedAt: pointer.startedAt, database, checkedAt: performance.now() };
  if (before) setTimeout(() => discard(before), closeMilliseconds).unref();
  return database;
}

/** Loads what the first query would have to load, in two steps between which other requests run. */
async function prepare(database: DatabaseSync) {
  columnsOf(database);
  await nextTurn();
  lexiconOf(database, "shoppers");
}

async function readPointer(name: Name) {
  const pointer = await readJson(definitions[name].pointerKey, Pointer);
  return pointer?.schema === definitions[name].schema ? pointer : null;
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

const writeJson = (key: string, value: object) =>
  Storage.put({ bucket, key, body: JSON.stringify(value), contentType: "application/json" });

/** Reads a JSON object; null when it is missing, or has another shape because another version wrote it. */
async function readJson<Schema extends z.ZodType>(
  key: string,
  shape: Schema,
): Promise<z.output<Schema> | null> {
  const object = await Storage.get({ bucket, key });
  return object ? (shape.safeParse(await new Response(object.body).json()).data ?? null) : null;
}
