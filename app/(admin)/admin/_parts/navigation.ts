import type { Overview } from "@securecart/core/overview";
import { type Duty, Staff, type StaffMember } from "@securecart/core/staff";

/** Sections of the admin, in the order in which they are shown. */
const sections = [
  "Home",
  "Orders",
  "Products",
  "Customers",
  "Discounts",
  "Content",
  "Analytics",
  "Settings",
] as const;

type Entry = {
  section: (typeof sections)[number];
  href: string;
  name: string;
  /** Duty that the page requires; absent on pages for all staff. */
  may?: Duty;
  /** Work whose amount is shown beside the name. */
  waiting?: keyof Overview.Waiting;
};

/** Pages of the admin. The first of a section that a staff member may open is where the section leads. */
const entries: Entry[] = [
  { section: "Home", href: "/admin", name: "Home" },
  { section: "Orders", href: "/admin/orders", name: "Orders", may: "orders.read", waiting: "toPack" },
  { section: "Orders", href: "/admin/review", name: "Review", may: "orders.read", waiting: "inReview" },
  { section: "Orders", href: "/admin/returns", name: "Returns", may: "returns.read", waiting: "returns" },
  {
    section: "Orders",
    href: "/admin/refunds",
    name: "Refunds",
    may: "refunds.read",
    waiting: "failedRefunds",
  },
  { section: "Orders", href: "/admin/disputes", name: "Disputes", may: "disputes.read", waiting: "disputes" },
  { section: "Products", href: "/admin/products", name: "Products", may: "catalog.read" },
  { section: "Products", href: "/admin/categories", name: "Categories", may: "catalog.read" },
  { section: "Products", href: "/admin/collections", name: "Collections", may: "catalog.read" },
  { section: "Products", href: "/admin/sales", name: "Sales", may: "catalog.read" },
  { section: "Products", href: "/admin/price-lists", name: "Price lists", may: "catalog.read" },
  { section: "Products", href: "/admin/shop-search", name: "Shop search", may: "catalog.read" },
  { section: "Products", href: "/admin/reviews", name: "Reviews", may: "reviews.read", waiting: "reviews" },
  { section: "Products", href: "/admin/stock", name: "Stock", may: "stock.read", waiting: "lowStock" },
  { section: "Customers", href: "/admin/customer-groups", name: "Customer groups", may: "customers.read" },
  { section: "Discounts", href: "/admin/discounts", name: "Discounts", may: "discounts.read" },
  { section: "Content", href: "/admin/pages", name: "Pages", may: "content.read" },
  { section: "Content", href: "/admin/home", name: "Home page", may: "content.read" },
  { section: "Content", href: "/admin/menus", name: "Menus", may: "content.read" },
  { section: "Content", href: "/admin/announcements", name: "Announcements", may: "content.read" },
  { section: "Content", href: "/admin/media", name: "Media", may: "media.read" },
  { section: "Analytics", href: "/admin/reports", name: "Reports", may: "reports.read" },
  { section: "Analytics", href: "/admin/exports", name: "Exports" },
  { section: "Settings", href: "/admin/settings", name: "Settings", may: "settings.read" },
  { section: "Settings", href: "/admin/staff", name: "Staff", may: "staff.manage" },
  {
    section: "Settings",
    href: "/admin/failed-messages",
    name: "Failed messages",
    may: "failed_messages.read",
    waiting: "failedMessages",
  },
  { section: "Settings", href: "/admin/audit", name: "Audit", may: "audit.read" },
  { section: "Settings", href: "/admin/security", name: "Your security" },
];

export type NavLink = Pick<Entry, "href" | "name"> & {
  /** Amount of work that waits on the page. */
  count?: number;
};
export type NavSection = { name: string; links: NavLink[] };

/** Returns the sections with the pages that a staff member may open; sections without any are left out. */
export function navigationFor(
  { roles }: Pick<StaffMember, "roles">,
  counts: Partial<Overview.Waiting> = {},
): NavSection[] {
  const open = entries.filter(({ may }) => !may || Staff.may(roles, may));
  return sections.flatMap((name) => {
    const links = open
      .filter(({ section }) => section === name)
      .map(({ href, name: page, waiting }) => ({
        href,
        name: page,
        count: (waiting && counts[waiting]) ?? 0,
      }));
    return links.length > 0 ? [{ name, links }] : [];
  });
}
