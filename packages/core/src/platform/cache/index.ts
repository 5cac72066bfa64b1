import { LRUCache } from "lru-cache";
import { Resource } from "sst";
import { z } from "zod";
import { fn } from "../fn";
import { jittered } from "./expiry";
import { dropShared, throughShared } from "./shared";

export * as Cache from "./index";

/**
 * The value of `key`, as JSON bears it: kept, or loaded and then kept for at most `seconds`.
 *
 * With a linked Redis all processes share what is kept. Without one each process keeps for itself, where no drop of
 * another process reaches it: what must be what the table holds, because a page that lives longer is made from it,
 * says `exact` and is then kept in Redis or not at all. Either way those who ask at the same time share one load.
 */
export type Asked<Value> = {
  key: string;
  /** No longer than a day. A little less is taken off at random, so that what was kept together does not end together. */
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

/** Loads under way, by key: whoever asks meanwhile waits for the same. */
const flights = new Map<string, Promise<string>>();

/** How a value is got, the same for every kind of cache. Each caller has a copy of its own. */
export async function through<Value>(asked: Asked<Value>): Promise<Value> {
  const kept = Resource.Cache.url || asked.exact ? undefined : memory.get(asked.key);
  return JSON.parse(kept ?? (await flight(asked))) as Value;
}

/**
 * Forgets the values of these keys, also those that are being loaded at this moment from what was before. Throws when
 * the shared cache did not hear it: say it again.
 */
export const drop = fn(z.array(z.string().min(1).max(200)), async (keys) => {
  for (const key of keys) {
    memory.delete(key);
    flights.delete(key);
  }
  if (Resource.Cache.url && keys.length > 0) await dropShared(keys);
});

function flight<Value>(asked: Asked<Value>): Promise<string> {
  const { key } = asked;
  const underWay = flights.get(key);
  if (underWay) return underWay;
  const started: Promise<string> = fetchText(asked, () => flights.get(key) === started).finally(() => {
    if (flights.get(key) === started) flights.delete(key);
  });
  flights.set(key, started);
  return started;
}

async function fetchText<Value>(
  { key, seconds, load, exact = false }: Asked<Value>,
  isWanted: () => boolean,
): Promise<string> {
  const loadText = async () => JSON.stringify((await load()) ?? null);
  if (Resource.Cache.url) return throughShared({ key, seconds, load: loadText });
  const text = await loadText();
  // A value that was dropped while it was loaded is for those who asked before, and for nobody after.
  if (!exact && isWanted()) memory.set(key, text, { ttl: jittered(seconds) * 1000 });
  return text;
}
