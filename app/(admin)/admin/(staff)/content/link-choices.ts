import { Content } from "@securecart/core/content";
import { linkTargets } from "#app/_components/shop-links";

export type LinkGroup = { label: string; options: { value: string; label: string }[] };

/** Returns where a link of a menu or a block can lead, in groups. Drafts are included: their links appear when they are published. */
export async function linkChoices(): Promise<LinkGroup[]> {
  const [{ categories, collections }, pages] = await Promise.all([
    linkTargets({ collections: true }),
    Content.pages(),
  ]);
  const groups = [
    {
      label: "Categories",
      options: categories.map(({ slug, name }) => ({ value: `category:${slug}`, label: name })),
    },
    {
      label: "Collections",
      options: collections.map(({ collectionId, name }) => ({
        value: `collection:${collectionId}`,
        label: name,
      })),
    },
    {
      label: "Pages",
      options: pages
        .filter(({ isArchived }) => !isArchived)
        .map(({ documentId, title, isLive }) => ({
          value: `page:${documentId}`,
          label: isLive ? title : `${title} (draft)`,
        })),
    },
    {
      label: "Places in the shop",
      options: [
        { value: "home", label: "Home page" },
        { value: "search", label: "All products" },
        { value: "cart", label: "Cart" },
        { value: "orders", label: "Find your orders" },
        { value: "account", label: "Account" },
      ],
    },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

/** Returns the link that two fields describe: a place that was chosen, or an address that was typed. */
export function linkOf(chosen: string, typed: string) {
  if (chosen !== "url") return chosen;
  const address = typed.trim();
  return `url:${/^www\./i.test(address) ? `https://${address}` : address}`;
}

/** Returns the values of the two fields of a link. */
export const linkValues = (link: string) =>
  link.startsWith("url:") ? { chosen: "url", typed: link.slice(4) } : { chosen: link, typed: "" };
