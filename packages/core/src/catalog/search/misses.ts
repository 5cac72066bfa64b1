import { z } from "zod";
import { Clock } from "#platform/clock";
import { indexes } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { queryKey } from "./analyze";
import { MissEntity } from "./miss.entity";

/** Days for which the searches that found nothing are kept and reported. */
export const missDays = 14;

/** Longest search that is counted, in characters and words: longer ones are sentences, not names of products. */
const longest = { characters: 60, words: 6 };

/** Most searches that one process counts in a minute, and most megabytes that the report reads. */
const most = { perMinute: 60, megabytes: 20 };

const day = 24 * 60 * 60;
const counted = { minute: 0, searches: 0 };

/** Tells whether a text may be personal data: an email address, or the number of a phone, a person or an order. */
const isPersonal = (q: string) => q.includes("@") || /\d[\d\s-]{5,}/.test(q);

/**
 * Counts a search that found nothing, or only products that come near. Stores the words and the day, and nothing about the
 * shopper; what looks like an address or a number of a person is not stored. One request at most.
 */
export const recordMiss = fn(
  z.object({ q: z.string().max(200), isNear: z.boolean() }),
  async ({ q, isNear }): Promise<void> => {
    const query = queryKey(q);
    const isLong = query.length > longest.characters || query.split(" ").length > longest.words;
    if (query === "" || isLong || isPersonal(q) || !isWithinLimit()) return;
    const ttl = Clock.seconds((missDays + 1) * day);
    await MissEntity.upsert({ day: Clock.iso().slice(0, 10), query, ttl })
      .add({ count: 1, near: isNear ? 1 : 0 })
      .go();
  },
);

/** Tells whether this process may count one more in this minute, so that a script cannot fill the table. */
function isWithinLimit() {
  const minute = Math.floor(Clock.seconds() / 60);
  if (counted.minute !== minute) Object.assign(counted, { minute, searches: 0 });
  return ++counted.searches <= most.perMinute;
}

export type Miss = {
  query: string;
  count: number;
  /** Last day on which it was searched. */
  day: string;
  /** True when products that come near were shown on that day. */
  isNear: boolean;
};

/**
 * Returns the searches of the last two weeks that found nothing, the most frequent first. One request for each megabyte.
 */
export async function misses({ limit }: { limit: number }): Promise<Miss[]> {
  const first = days().at(-1) ?? "";
  const { data } = await MissEntity.query.recent({}).gte({ day: first }).go({ pages: most.megabytes });
  const sums = new Map<string, Miss>();
  for (const { query, count = 0, day: on, near = 0 } of data) {
    const known = sums.get(query);
    const isLater = !known || on > known.day;
    sums.set(query, {
      query,
      count: count + (known?.count ?? 0),
      day: isLater ? on : known.day,
      isNear: isLater ? near > 0 : known.isNear,
    });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count || (a.query < b.query ? -1 : 1)).slice(0, limit);
}

/** Returns the days of the report, the latest first. */
const days = () => Array.from({ length: missDays }, (_, i) => Clock.iso(-i * day).slice(0, 10));

/** Adds the counts that were stored before the report had an index to it, for the migration. A dry run writes nothing. */
export const listOldMisses = fn(z.object({ dryRun: z.boolean() }), async ({ dryRun }) => {
  const counts = { checked: 0, changed: 0 };
  for (const one of days()) {
    const { data } = await MissEntity.query.byDay({ day: one }).go({ pages: "all", data: "includeKeys" });
    for (const row of data) {
      counts.checked++;
      if (indexes.gsi1.pk in row) continue;
      counts.changed++;
      if (!dryRun) await MissEntity.upsert({ day: one, query: row.query, ttl: row.ttl }).go();
    }
  }
  return counts;
});
