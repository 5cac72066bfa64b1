/** Names of the statuses of a product, in the order in which they are offered. */
export const statusLabels = {
  active: "Active",
  draft: "Draft",
  hidden: "Hidden",
  archived: "Archived",
} as const;
