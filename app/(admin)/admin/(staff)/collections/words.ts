import type { CollectionSort, CollectionStatus } from "@securecart/core/collection";

export const statusLabels: Record<CollectionStatus, string> = {
  draft: "Draft",
  active: "Active",
  archived: "Archived",
};

export const sortLabels: Record<CollectionSort, string> = {
  manual: "By hand",
  relevance: "In stock first, then newest",
  newest: "Newest",
  "price-asc": "Price: low to high",
  "price-desc": "Price: high to low",
  name: "Name",
};
