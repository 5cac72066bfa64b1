export type Budget = { atMost: number } | { atLeast: number };

/** Prints one measure as a line of JSON. A measure without a budget is always ok. */
export function report(name: string, value: number, unit: string, budget?: Budget): void {
  const rounded = Math.round(value * 1000) / 1000;
  const [limit, ok] = judge(rounded, budget);
  console.log(JSON.stringify({ name, value: rounded, unit, budget: limit, ok }));
}

function judge(value: number, budget?: Budget): [limit: string | null, ok: boolean] {
  if (!budget) return [null, true];
  if ("atMost" in budget) return [`<= ${budget.atMost}`, value <= budget.atMost];
  return [`>= ${budget.atLeast}`, value >= budget.atLeast];
}

/** Returns the value below which a part of all values lies; 0.5 is the median. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Measures how long some work takes, in milliseconds. */
export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
