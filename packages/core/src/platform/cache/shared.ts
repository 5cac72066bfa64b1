import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Resource } from "sst";
import { z } from "zod";
import { Clock } from "../clock";
import { Log } from "../log";
import { isDue, jittered } from "./expiry";
import { isResting, run, Unreachable } from "./redis";

type Lookup = { key: string; seconds: number; load: () => Promise<string> };

/** Lease on the load of a key, in milliseconds; after it another process may load. */
const lockMs = 5_000;

/** Average time between two looks of a waiting reader, and the time after which it loads itself, in milliseconds. */
const lookMs = 25;
const waitMs = 6_000;

/** Longest lifetime of a value. A drop outlives it. */
const longestSeconds = 24 * 3600;
const dropMs = 2 * longestSeconds * 1000;

/** Cached value, with the drop before which it was not loaded, its end, and the time its load took. */
const Cached = z.object({ text: z.string(), after: z.string(), endsAt: z.number(), took: z.number() });
type Cached = z.output<typeof Cached>;

/** Returns a value from the shared cache. One of the processes that miss it loads it; without the cache each loads. */
export async function throughShared(lookup: Lookup): Promise<string> {
  if (isResting()) return lookup.load();
  try {
    return (await seek(lookup)) ?? lookup.load();
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return lookup.load();
  }
}

/**
 * Drops values and leaves a mark beside each. A value is valid only with the mark that was present when its load began: a
 * value that was read before the drop and is stored after it is ignored.
 */
export async function dropShared(keys: string[]) {
  await run((redis) =>
    Promise.all(
      keys.flatMap((key) => [
        redis.set(nameOf(key, "dropped"), randomUUID(), { PX: dropMs }),
        redis.del(nameOf(key, "value")),
      ]),
    ),
  );
}

/** Returns the value, or null when the process that loads it takes too long. */
async function seek(lookup: Lookup): Promise<string | null> {
  const giveUpAt = performance.now() + waitMs;
  while (performance.now() < giveUpAt) {
    const { cached, after } = await read(lookup.key);
    if (cached && !isDue(cached, Clock.now())) return cached.text;
    if (await lock(lookup.key, after)) return renew(lookup, after, cached);
    if (cached) return cached.text; // another process renews it
    await delay(lookMs * (0.5 + Math.random()));
  }
  return null;
}

async function read(key: string): Promise<{ cached: Cached | null; after: string }> {
  const [value, dropped] = await run((redis) => redis.mGet([nameOf(key, "value"), nameOf(key, "dropped")]));
  const cached = value ? (Cached.safeParse(parsed(value)).data ?? null) : null;
  const after = dropped ?? "";
  return { cached: cached?.after === after ? cached : null, after };
}

/** Locks the load of a key. Each drop has a lock of its own, so that it never waits for a load that began before it. */
const lock = async (key: string, after: string) =>
  (await run((redis) => redis.set(lockOf(key, after), "1", { NX: true, PX: lockMs }))) === "OK";

async function renew({ key, seconds, load }: Lookup, after: string, before: Cached | null): Promise<string> {
  const startedAt = performance.now();
  const took = () => performance.now() - startedAt;
  try {
    const text = await load();
    await store(key, Math.min(seconds, longestSeconds), { text, after, took: took() });
    return text;
  } catch (error) {
    if (!before) throw error;
    Log.error("cache.renewal_failed", error, { key });
    return before.text;
  } finally {
    if (took() < lockMs) await run((redis) => redis.del(lockOf(key, after))).catch(ignored);
  }
}

/** Stores a loaded value; a failure to store it is ignored. */
async function store(key: string, seconds: number, loaded: Omit<Cached, "endsAt">) {
  const lives = Math.ceil(jittered(seconds) * 1000);
  const cached: Cached = { ...loaded, endsAt: Clock.now() + lives };
  await run((redis) => redis.set(nameOf(key, "value"), JSON.stringify(cached), { PX: lives })).catch(ignored);
}

/** Returns the name of an entry. The braces place all entries of a key on one node of a cluster. */
const nameOf = (key: string, what: string) => `${Resource.App.name}:${Resource.App.stage}:{${key}}:${what}`;
const lockOf = (key: string, after: string) => nameOf(key, `lock:${after}`);

const ignored = () => undefined;

/** Parses a cached entry; returns null for one that another program has written. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
