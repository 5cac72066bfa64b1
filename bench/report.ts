export type Budget = { atMost: number } | { atLeast: number };

/** Prints one measure as a line of JSON. Without a budget it is a figure to know, and never wrong. */
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

/** The value below which this part of all values lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Milliseconds that some work takes. */
export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
