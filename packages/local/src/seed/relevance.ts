import searches from "./searches.json" with { type: "json" };

/** Search with the products that belong on its first page, by how well they answer it. */
export type Judged = { typed: string; best?: string[]; good?: string[]; fair?: string[] };

/** Searches over the base catalog that were judged by hand. */
export const judged: readonly Judged[] = searches;

/** Places that count. */
const places = 10;

const grades = { best: 3, good: 2, fair: 1 } as const;

/** Returns the normalized discounted cumulative gain of the first ten results: 1 when no order were better. */
export function gainOf(found: readonly string[], judgement: Judged): number {
  const worth = new Map<string, number>();
  for (const name of ["fair", "good", "best"] as const)
    for (const slug of judgement[name] ?? []) worth.set(slug, 2 ** grades[name] - 1);
  const discounted = (gains: number[]) =>
    gains.slice(0, places).reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
  const ideal = discounted([...worth.values()].sort((a, b) => b - a));
  return ideal === 0 ? 0 : discounted(found.map((slug) => worth.get(slug) ?? 0)) / ideal;
}

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
