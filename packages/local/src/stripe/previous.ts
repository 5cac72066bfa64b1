type Fields = Record<string, unknown>;

/**
 * Returns what changed from one state of an object to the next, with the former values, as Stripe tells it in
 * `previous_attributes`: nested objects field by field, lists whole, null for what was not there.
 */
export function previousAttributes(before: Fields, after: Fields): Fields {
  const changed: Fields = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[key], after[key]];
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    changed[key] = isFields(old) && isFields(now) ? previousAttributes(old, now) : (old ?? null);
  }
  return changed;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
