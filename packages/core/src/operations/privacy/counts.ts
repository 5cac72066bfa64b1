/** Rows that were deleted or changed, by entity. */
export type Counts = Record<string, number>;

export const count = (counts: Counts, kind: string, more = 1) => {
  if (more > 0) counts[kind] = (counts[kind] ?? 0) + more;
};

export const countAll = (counts: Counts, more: Counts) => {
  for (const [kind, rows] of Object.entries(more)) count(counts, kind, rows);
};
