import { z } from "zod";
import { Clock } from "#platform/clock";
import { fn } from "#platform/fn";
import { queryKey } from "./analyze";
import { MissEntity } from "./miss.entity";

/** Days for which the searches that found nothing are kept and reported. */
export const missDays = 14;

/** Longest search that is counted, in characters and words: longer ones are sentences, not names of products. */
const longest = { characters: 60, words: 6 };

/** Most searches that one process counts in a minute, and most megabytes of a day that the report reads. */
const most = { perMinute: 60, megabytesPerDay: 5 };

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
    await MissEntity.update({ day: Clock.iso().slice(0, 10), query })
      .add({ count: 1, near: isNear ? 1 : 0 })
      .set({ ttl: Clock.seconds((missDays + 1) * day) })
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
 * Returns the searches of the last two weeks that found nothing, the most frequent first. A request for each day
 * and for each further megabyte of it.
 */
export async function misses({ limit }: { limit: number }): Promise<Miss[]> {
  const days = Array.from({ length: missDays }, (_, i) => Clock.iso(-i * day).slice(0, 10));
  const found = await Promise.all(
    days.map((one) => MissEntity.query.byDay({ day: one }).go({ pages: most.megabytesPerDay })),
  );
  const sums = new Map<string, Miss>();
  for (const { query, count, day: on, near } of found.flatMap(({ data }) => data)) {
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
