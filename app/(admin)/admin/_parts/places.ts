import { type Duty, Staff, type StaffMember } from "@securecart/core/staff";

export type Place = { href: string; name: string };

const places: (Place & { may: Duty })[] = [
  { href: "/admin/orders", name: "Orders", may: "orders.read" },
  { href: "/admin/review", name: "Review", may: "orders.read" },
  { href: "/admin/stock", name: "Stock", may: "stock.read" },
  { href: "/admin/refunds", name: "Refunds", may: "refunds.read" },
  { href: "/admin/disputes", name: "Disputes", may: "disputes.read" },
  { href: "/admin/returns", name: "Returns", may: "returns.read" },
  { href: "/admin/reports", name: "Reports", may: "reports.read" },
  { href: "/admin/failed-messages", name: "Failed messages", may: "dead_letters.read" },
  { href: "/admin/audit", name: "Audit", may: "audit.read" },
  { href: "/admin/settings", name: "Settings", may: "settings.read" },
  { href: "/admin/staff", name: "Staff", may: "staff.manage" },
];

/** Where a member may go, the likeliest first. Their own security is open to everybody. */
export const placesOf = ({ roles }: Pick<StaffMember, "roles">): Place[] => [
  ...places.flatMap(({ href, name, may }) => (Staff.may(roles, may) ? [{ href, name }] : [])),
  { href: "/admin/security", name: "Your security" },
];
