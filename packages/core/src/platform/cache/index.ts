import { LRUCache } from "lru-cache";
import { Resource } from "sst";
import { z } from "zod";
import { fn } from "../fn";
import { jittered } from "./expiry";

export * as Cache from "./index";

/**
 * Request for the value of `key`, as JSON preserves it: cached, or loaded and then cached for at most `seconds`.
 *
 * With a linked Redis all processes share the cache. Without one each process has its own, which a drop in another
 * process does not reach. An `exact` value, from which a page is rendered that lives longer, is therefore cached in Redis
 * or not at all. Simultaneous requests share one load in either case.
 */
export type Lookup<Value> = {
  key: string;
  /** Lifetime of at most a day. It is shortened at random, so that values cached together do not end together. */
  seconds: number;
  load: () => Promise<Value>;
  exact?: boolean;
};

const entries = 1_000;
const bytes = 16 * 1024 * 1024;
const memory = new LRUCache<string, string>({
  max: entries,
  maxSize: bytes,
  sizeCalculation: (text) => text.length + 1,
});

/** Loads the shared cache when it is used: its client is large, and most shops have none. */
const shared = () => import("./shared");

/** Time for which further requests wait for a load in progress, in milliseconds; after it one of them loads again. */
const sharedMs = 10_000;

/** Loads in progress, by key: simultaneous requests wait for the same load. */
const flights = new Map<string, { text: Promise<string>; until: number }>();

/** Returns a value from the cache, or loads it. Each caller gets a copy of its own. */
export async function through<Value>(lookup: Lookup<Value>): Promise<Value> {
  const cached = Resource.Cache.url || lookup.exact ? undefined : memory.get(lookup.key);
  return JSON.parse(cached ?? (await flight(lookup))) as Value;
}

/**
 * Removes values from the cache, including those that are being loaded and may be outdated. Throws when the shared cache
 * cannot be reached: repeat the call.
 */
export const drop = fn(z.array(z.string().min(1).max(200)), async (keys) => {
  for (const key of keys) {
    memory.delete(key);
    flights.delete(key);
  }
  if (Resource.Cache.url && keys.length > 0) await (await shared()).dropShared(keys);
});

function flight<Value>(lookup: Lookup<Value>): Promise<string> {
  const { key } = lookup;
  const running = flights.get(key);
  if (running && performance.now() < running.until) return running.text;
  const isLatest = () => flights.get(key)?.text === text;
  const text: Promise<string> = fetchText(lookup, isLatest).finally(() => {
    if (isLatest()) flights.delete(key);
  });
  flights.set(key, { text, until: performance.now() + sharedMs });
  return text;
}

async function fetchText<Value>(
  { key, seconds, load, exact = false }: Lookup<Value>,
  isWanted: () => boolean,
): Promise<string> {
  const loadText = async () => JSON.stringify((await load()) ?? null);
  if (Resource.Cache.url) return (await shared()).throughShared({ key, seconds, load: loadText });
  const text = await loadText();
  // A value that was dropped or loaded again during its load is returned to those who wait for it, but not cached.
  if (!exact && isWanted()) memory.set(key, text, { ttl: jittered(seconds) * 1000 });
  return text;
}
