import type { Live } from "./read";
import type { MenuEntry } from "./types";

/** Category: links name its slug, which never changes; its page is at its address. */
export type LinkCategory = { slug: string; address: string; name: string; parent: string };
export type LinkCollection = { collectionId: string; slug: string; name: string };
export type Link = { label: string; href: string };
export type MenuLink = Link & { below: Link[] };
export type Column = { title: string; links: Link[] };

/** Targets of links: the published pages, and the shop's categories and collections. */
export type Targets = {
  pages: Live["pages"];
  categories: readonly LinkCategory[];
  collections: readonly LinkCollection[];
};

const places: Record<string, string> = {
  home: "/",
  search: "/search",
  cart: "/cart",
  orders: "/orders",
  account: "/account",
};

/** Returns the address of a link; null when it leads nowhere, because its page or category is no longer in the shop. */
export function hrefOf(link: string, { pages, categories, collections }: Targets): string | null {
  const [, kind = "", name = ""] = /^([a-z]+):(.*)$/s.exec(link) ?? [];
  switch (kind) {
    case "":
      return places[link] ?? null;
    case "url":
      return name;
    case "category":
      return addressOf("category", categories.find(({ slug }) => slug === name)?.address);
    case "collection":
      return addressOf("collection", collections.find(({ collectionId }) => collectionId === name)?.slug);
    case "page":
      return addressOf("pages", pages.find(({ documentId }) => documentId === name)?.slug);
    default:
      return null;
  }
}

const addressOf = (folder: string, end: string | undefined) =>
  end === undefined ? null : `/${folder}/${end}`;

/** Returns the categories that are in no other. */
const topOf = ({ categories }: Targets) => categories.filter(({ parent }) => parent === "");

/** Returns the links of the header: the merchant's menu, or the categories at the top. */
export function headerOf(menu: readonly MenuEntry[] | null, targets: Targets): MenuLink[] {
  if (!menu)
    return topOf(targets).map(({ address, name }) => ({
      label: name,
      href: `/category/${address}`,
      below: [],
    }));
  const found: MenuLink[] = [];
  for (const { label, link, level } of menu) {
    const href = hrefOf(link, targets);
    const above = level === 2 ? found.at(-1) : undefined;
    if (above && href) above.below.push({ label, href });
    else if (!above && (href || link === "")) found.push({ label, href: href ?? "", below: [] });
  }
  return found.filter(({ href, below }) => href !== "" || below.length > 0);
}

/**
 * Returns the columns of the footer: the merchant's, or the categories, the published pages and what a purchase needs.
 */
export function footerOf(menu: readonly MenuEntry[] | null, targets: Targets): Column[] {
  if (!menu) return defaultFooter(targets);
  const found: Column[] = [];
  for (const { label, link, level } of menu) {
    if (level === 1) found.push({ title: label, links: [] });
    const href = level === 2 ? hrefOf(link, targets) : null;
    if (href) (found.at(-1) ?? addTo(found)).links.push({ label, href });
  }
  return found.filter(({ links }) => links.length > 0);
}

function addTo(columns: Column[]) {
  const column: Column = { title: "Shop", links: [] };
  columns.push(column);
  return column;
}

const legal = ["privacy", "terms", "imprint"];

function defaultFooter(targets: Targets): Column[] {
  const { pages } = targets;
  const link = ({ title, slug }: Live["pages"][number]) => ({ label: title, href: `/pages/${slug}` });
  const isLegal = ({ key }: Live["pages"][number]) => key !== undefined && legal.includes(key);
  return [
    {
      title: "Shop",
      links: topOf(targets)
        .slice(0, 8)
        .map(({ address, name }) => ({ label: name, href: `/category/${address}` })),
    },
    {
      title: "Help",
      links: [
        { label: "Find your orders", href: "/orders" },
        ...pages
          .filter((page) => !isLegal(page))
          .slice(0, 10)
          .map(link),
      ],
    },
    { title: "Legal", links: pages.filter(isLegal).map(link) },
  ].filter(({ links }) => links.length > 0);
}
