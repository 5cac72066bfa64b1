type Fields = Record<string, unknown>;

/**
 * Returns the previous values of changed fields, as in Stripe's `previous_attributes`: nested objects field by field,
 * lists as a whole, null for missing values.
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
