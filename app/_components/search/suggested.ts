/** Suggestion for what is being typed: a product with picture and price, or a category or page. */
export type Suggested = { href: string; name: string; price?: string; image?: string };

export type SuggestedGroups = { products: Suggested[]; links: Suggested[] };
