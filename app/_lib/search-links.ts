import { Search } from "@securecart/core/search";
import { categories, collectionNames, content } from "./cached";

export type SearchLink = { href: string; name: string };

/** Returns the categories, collections and pages of the shop whose names a search means. */
export async function linksFor(q: string): Promise<SearchLink[]> {
  const [tree, collections, { pages }] = await Promise.all([categories(), collectionNames(), content()]);
  const parts = [
    ...tree.map(({ address, name }) => ({ href: `/category/${address}`, title: name })),
    ...collections.map(({ slug, name }) => ({ href: `/collection/${slug}`, title: name })),
  ];
  const texts = pages.map(({ slug, title }) => ({ href: `/pages/${slug}`, title }));
  return [...Search.titled(q, parts), ...Search.titled(q, texts, { any: true })].map(({ href, title }) => ({
    href,
    name: title,
  }));
}
