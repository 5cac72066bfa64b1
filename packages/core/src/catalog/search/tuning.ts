import { z } from "zod";
import { Clock } from "#platform/clock";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { queryKey } from "./analyze";
import { synonymProblem } from "./synonyms";
import { TuningEntity } from "./tuning.entity";

/** Settings of the merchant for the search of the shop. */
export type Tuning = {
  /** Own lines of synonyms, as `readSynonyms` reads them. */
  synonyms: string;
  /** Ids of products that come first, by the typed words as `queryKey` writes them. */
  pins: Record<string, string[]>;
};

/** Most characters of the synonyms, most searches with pinned products, and most products of one. */
export const mostTuning = { synonyms: 8_000, pins: 200, products: 12 };

/** Returns the present tuning and its version, 0 before the first change. One request. */
export async function readTuning(): Promise<Tuning & { version: number }> {
  const { data } = await TuningEntity.get({}).go({ consistent: true });
  return data ?? { synonyms: "", pins: {}, version: 0 };
}

const Seen = z.object({
  /** Version that the staff member has seen. */
  seen: z.int().min(0),
});

/**
 * Saves the shop's own synonyms. What is passed after the input is written with it. Throws `search.wrong_synonyms` and
 * `search.tuning_changed`.
 */
export const saveSynonyms = fn(
  Seen.extend({
    synonyms: z.string().max(mostTuning.synonyms, `At most ${mostTuning.synonyms} characters.`),
  }),
  async ({ seen, synonyms }, also: Writes = {}) => {
    const lines = synonyms.split(/\r?\n/).map((line) => line.trim());
    for (const [i, line] of lines.entries()) {
      const problem = line === "" ? null : synonymProblem(line);
      if (problem)
        throw new DomainError(
          "input",
          "search.wrong_synonyms",
          `Line ${i + 1}, “${line.slice(0, 60)}”: ${problem}`,
          "synonyms",
        );
    }
    await change(seen, (now) => ({ ...now, synonyms: lines.filter(Boolean).join("\n") }), also);
  },
);

/**
 * Puts products first in the results of a search; none releases it. What is passed after the input is written with it.
 * Throws `search.no_words`, `search.too_many_pins` and `search.tuning_changed`.
 */
export const pin = fn(
  Seen.extend({
    query: z.string().max(100, "At most 100 characters."),
    productIds: z
      .array(Id.schema("product"))
      .max(mostTuning.products, `At most ${mostTuning.products} products.`),
  }),
  async ({ seen, query, productIds }, also: Writes = {}) => {
    const key = queryKey(query);
    if (key === "")
      throw new DomainError("input", "search.no_words", "Enter the words of a search.", "query");
    await change(
      seen,
      (now) => {
        const { [key]: _, ...others } = now.pins;
        const pins = productIds.length > 0 ? { ...others, [key]: [...new Set(productIds)] } : others;
        if (Object.keys(pins).length > mostTuning.pins)
          throw new DomainError(
            "conflict",
            "search.too_many_pins",
            `At most ${mostTuning.pins} searches have pinned products. Remove one first.`,
          );
        return { ...now, pins };
      },
      also,
    );
  },
);

async function change(seen: number, next: (now: Tuning) => Tuning, also: Writes) {
  const { version, ...now } = await readTuning();
  if (version !== seen) throw changed();
  const { synonyms, pins } = next(now);
  const result = await transact({
    tuning: TuningEntity.put({ synonyms, pins, version: version + 1, updatedAt: Clock.iso() }).where(
      (at, { eq, notExists }) => (version === 0 ? notExists(at.version) : eq(at.version, version)),
    ),
    event: [Event.record("catalog.search_changed", {})],
    ...also,
  });
  if (!result.committed) throw changed();
}

const changed = () =>
  new DomainError(
    "conflict",
    "search.tuning_changed",
    "Another staff member has changed the search. Reload the page and make your change again.",
  );
