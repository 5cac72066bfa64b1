/**
 * Which records of a batch Lambda takes for failed, given what the handler returned. Nothing, an empty answer or
 * an empty list means that all went well; an answer that cannot be understood means that none did.
 */
export function failedIds(result: unknown, ids: readonly string[]): ReadonlySet<string> {
  const none = new Set<string>();
  const all = new Set(ids);
  if (result === undefined || result === null) return none;
  if (typeof result !== "object" || !("batchItemFailures" in result)) return none;
  const { batchItemFailures } = result;
  if (batchItemFailures === null || batchItemFailures === undefined) return none;
  if (!Array.isArray(batchItemFailures)) return all;
  const failed = new Set<string>();
  for (const item of batchItemFailures as unknown[]) {
    const id =
      typeof item === "object" && item !== null && "itemIdentifier" in item ? item.itemIdentifier : undefined;
    if (typeof id !== "string" || !all.has(id)) return all;
    failed.add(id);
  }
  return failed;
}
