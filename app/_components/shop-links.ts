import { Content, type HomeValue, type MenusValue, type Targets } from "@securecart/core/content";
import { categories, collectionNames, content } from "../_lib/cached";

/** Returns what links of menus and blocks can lead to. Collections are read only for those who link to some. */
export async function linkTargets({ collections }: { collections: boolean }): Promise<Targets> {
  const [all, { pages }, named] = await Promise.all([
    categories(),
    content(),
    collections ? collectionNames() : [],
  ]);
  return { pages, categories: all, collections: named };
}

/** Tells whether a part of the merchant's content has links to collections. */
const hasCollections = (value: unknown) => JSON.stringify(value).includes('"collection:');

/** Returns what the links of a home page can lead to. */
export const homeTargets = (home: HomeValue) => linkTargets({ collections: hasCollections(home) });

/** Returns the links of the header and the columns of the footer: of a draft, or else of the published menus. */
export async function shopMenus(draft?: MenusValue) {
  const menus = draft ?? (await content()).menus;
  const targets = await linkTargets({ collections: hasCollections(menus) });
  return {
    header: Content.headerOf(menus.header, targets),
    footer: Content.footerOf(menus.footer, targets),
  };
}
