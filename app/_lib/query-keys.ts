/** Query keys that turn a category page into its filtered twin. Read by the edge too: of no other does a shared page know. */
export const filterKeys = ["sort", "page", "filter", "min", "max", "stock"];
