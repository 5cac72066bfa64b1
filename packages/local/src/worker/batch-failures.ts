import { z } from "zod";

const Failures = z.array(z.object({ itemIdentifier: z.string() }));

/**
 * Returns the records of a batch that Lambda considers failed, given the handler's result. No result, an empty result
 * or an empty list means that all succeeded; an invalid list or an unknown record means that all failed.
 */
export function failedIds(result: unknown, ids: readonly string[]): ReadonlySet<string> {
  const none = new Set<string>();
  const all = new Set(ids);
  if (typeof result !== "object" || result === null || !("batchItemFailures" in result)) return none;
  if (result.batchItemFailures === null || result.batchItemFailures === undefined) return none;
  const failures = Failures.safeParse(result.batchItemFailures);
  if (!failures.success) return all;
  const failed = failures.data.map(({ itemIdentifier }) => itemIdentifier);
  return failed.every((id) => all.has(id)) ? new Set(failed) : all;
}
