import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Resource } from "sst";
import { z } from "zod";
import { Clock } from "../clock";
import { Log } from "../log";
import { isDue, jittered } from "./expiry";
import { ask, isResting, Unreachable } from "./redis";

type Asked = { key: string; seconds: number; load: () => Promise<string> };

/** Whoever loads a key has it for so long; longer, and somebody else tries. Milliseconds. */
const lockMs = 5_000;

/** Those who wait look again after this, more or less, and load for themselves when it takes too long. */
const lookMs = 25;
const waitMs = 6_000;

/** A drop outlives every value that it could concern. */
const longestSeconds = 24 * 3600;
const dropMs = 2 * longestSeconds * 1000;

/** What stands in the cache: the value, the drop it came after, when it ends and how long it took to load. */
const Kept = z.object({ text: z.string(), after: z.string(), endsAt: z.number(), took: z.number() });
type Kept = z.output<typeof Kept>;

/** The value from the shared cache; of all processes that miss it one loads. Without the cache each loads for itself. */
export async function throughShared(asked: Asked): Promise<string> {
  if (isResting()) return asked.load();
  try {
    return (await seek(asked)) ?? asked.load();
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return asked.load();
  }
}

/**
 * A drop leaves a mark beside the value, and a value counts only with the mark it was loaded after: what was read
 * before the drop and comes to be kept after it is as good as not there.
 */
export async function dropShared(keys: string[]) {
  await ask((redis) =>
    Promise.all(
      keys.flatMap((key) => [
        redis.set(nameOf(key, "dropped"), randomUUID(), { PX: dropMs }),
        redis.del(nameOf(key, "value")),
      ]),
    ),
  );
}

/** The value, or null when whoever should have loaded it does not come back. */
async function seek(asked: Asked): Promise<string | null> {
  const giveUpAt = performance.now() + waitMs;
  while (performance.now() < giveUpAt) {
    const { kept, after } = await read(asked.key);
    if (kept && !isDue(kept, Clock.now())) return kept.text;
    if (await lock(asked.key, after)) return renew(asked, after, kept);
    if (kept) return kept.text; // somebody else is at it
    await delay(lookMs * (0.5 + Math.random()));
  }
  return null;
}

async function read(key: string): Promise<{ kept: Kept | null; after: string }> {
  const [value, dropped] = await ask((redis) => redis.mGet([nameOf(key, "value"), nameOf(key, "dropped")]));
  const kept = value ? (Kept.safeParse(parsed(value)).data ?? null) : null;
  const after = dropped ?? "";
  return { kept: kept?.after === after ? kept : null, after };
}

/** One loader for each drop, so that a drop never waits for a loader who began before it. */
const lock = async (key: string, after: string) =>
  (await ask((redis) => redis.set(lockOf(key, after), "1", { NX: true, PX: lockMs }))) === "OK";

async function renew({ key, seconds, load }: Asked, after: string, before: Kept | null): Promise<string> {
  const startedAt = performance.now();
  const took = () => performance.now() - startedAt;
  try {
    const text = await load();
    await keep(key, Math.min(seconds, longestSeconds), { text, after, took: took() });
    return text;
  } catch (error) {
    if (!before) throw error;
    Log.error("cache.renewal_failed", error, { key });
    return before.text;
  } finally {
    if (took() < lockMs) await ask((redis) => redis.del(lockOf(key, after))).catch(ignored);
  }
}

/** What cannot be kept is still an answer. */
async function keep(key: string, seconds: number, loaded: Omit<Kept, "endsAt">) {
  const lives = Math.ceil(jittered(seconds) * 1000);
  const kept: Kept = { ...loaded, endsAt: Clock.now() + lives };
  await ask((redis) => redis.set(nameOf(key, "value"), JSON.stringify(kept), { PX: lives })).catch(ignored);
}

/** The braces keep a key's names on one node of a cluster. */
const nameOf = (key: string, what: string) => `${Resource.App.name}:${Resource.App.stage}:{${key}}:${what}`;
const lockOf = (key: string, after: string) => nameOf(key, `lock:${after}`);

const ignored = () => undefined;

/** What another program wrote there does not count. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
