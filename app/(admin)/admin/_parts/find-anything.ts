import { Order } from "@securecart/core/order";
import { Search } from "@securecart/core/search";
import { type Duty, Staff, type StaffMember } from "@securecart/core/staff";
import { Text } from "@securecart/core/text";
import { labels } from "#app/_lib/order-status";
import { navigationFor } from "./navigation";

export type Found = { href: string; name: string; hint: string };
export type FoundGroup = { name: "Pages" | "Orders" | "Products"; items: Found[] };

/** Most results of a group. */
const most = 8;

/** Acts that have a page of their own below one of the navigation. */
const acts: (Found & { may: Duty })[] = [
  { href: "/admin/stock/import", name: "Import counts", hint: "Stock", may: "stock.adjust" },
  { href: "/admin/stock?low=1", name: "Low stock", hint: "Stock", may: "stock.read" },
  { href: "/admin/orders?status=paid", name: "Orders to pack", hint: "Orders", may: "orders.read" },
];

/**
 * Finds what a staff member may open: pages by name, orders by number or email address, products by SKU or name. At most
 * two requests.
 */
export async function findAnything(
  { roles }: Pick<StaffMember, "roles">,
  typed: string,
): Promise<FoundGroup[]> {
  const words = Text.plain(typed).slice(0, 200);
  const [orders, products] = await Promise.all([
    words && Staff.may(roles, "orders.read") ? ordersOf(words) : [],
    words && Staff.may(roles, "stock.read") ? productsOf(words) : [],
  ]);
  const groups: FoundGroup[] = [
    { name: "Orders", items: orders },
    { name: "Pages", items: pagesOf(roles, words) },
    { name: "Products", items: products },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

function pagesOf(roles: StaffMember["roles"], words: string): Found[] {
  const pages = navigationFor({ roles }).flatMap(({ name: section, links }) =>
    links.map(({ href, name }) => ({ href, name, hint: section === name ? "" : section })),
  );
  const allowed = acts.flatMap(({ may, ...act }) => (Staff.may(roles, may) ? [act] : []));
  const parts = words.toLowerCase().split(" ");
  return [...pages, ...allowed].filter(({ name, hint }) => {
    const text = `${name} ${hint}`.toLowerCase();
    return parts.every((part) => text.includes(part));
  });
}

async function ordersOf(words: string): Promise<Found[]> {
  const rows = await Order.lookUp({ words });
  const found = rows.slice(0, most).map(({ orderId, number, name, status }) => ({
    href: `/admin/orders/${orderId}`,
    name: number,
    hint: `${name}, ${labels[status].toLowerCase()}`,
  }));
  if (rows.length <= 1) return found;
  const all = {
    href: `/admin/orders?${new URLSearchParams({ q: words })}`,
    name: `All orders of ${words}`,
    hint: "",
  };
  return [all, ...found];
}

async function productsOf(words: string): Promise<Found[]> {
  const { rows } = await Search.skus({ q: words, size: most });
  return rows.map(({ sku, name, title }) => ({
    href: `/admin/stock/${encodeURIComponent(sku)}`,
    name: sku,
    hint: [name, title].filter(Boolean).join(", "),
  }));
}
