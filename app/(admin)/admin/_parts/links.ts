import { type Duty, Staff, type StaffMember } from "@securecart/core/staff";

export type NavLink = { href: string; name: string };

const links: (NavLink & { may: Duty })[] = [
  { href: "/admin/orders", name: "Orders", may: "orders.read" },
  { href: "/admin/review", name: "Review", may: "orders.read" },
  { href: "/admin/products", name: "Products", may: "catalog.read" },
  { href: "/admin/stock", name: "Stock", may: "stock.read" },
  { href: "/admin/refunds", name: "Refunds", may: "refunds.read" },
  { href: "/admin/disputes", name: "Disputes", may: "disputes.read" },
  { href: "/admin/returns", name: "Returns", may: "returns.read" },
  { href: "/admin/reports", name: "Reports", may: "reports.read" },
  { href: "/admin/failed-messages", name: "Failed messages", may: "failed_messages.read" },
  { href: "/admin/audit", name: "Audit", may: "audit.read" },
  { href: "/admin/settings", name: "Settings", may: "settings.read" },
  { href: "/admin/staff", name: "Staff", may: "staff.manage" },
];

/** Returns the pages that a staff member may open, most used first. All staff may open their own security page. */
export const linksFor = ({ roles }: Pick<StaffMember, "roles">): NavLink[] => [
  ...links.flatMap(({ href, name, may }) => (Staff.may(roles, may) ? [{ href, name }] : [])),
  { href: "/admin/security", name: "Your security" },
];
