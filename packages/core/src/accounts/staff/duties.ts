/** Roles of staff members. A person may have several. */
export const roles = ["owner", "catalog", "support", "warehouse", "read-only"] as const;
export type Role = (typeof roles)[number];

/**
 * Roles that each duty in the admin requires. Pages, actions and route handlers name a duty, never a role. The owner has
 * every duty and is not listed; `read-only` is listed for every duty that only shows data.
 */
export const duties = {
  "orders.read": ["support", "warehouse", "read-only"],
  "orders.review": ["support"],
  "orders.override": ["support"],
  "orders.pack": ["warehouse"],
  "orders.ship": ["warehouse"],
  "orders.cancel": ["support"],
  "orders.refund": ["support"],
  "refunds.read": ["support", "read-only"],
  "disputes.read": ["support", "read-only"],
  "returns.read": ["support", "warehouse", "read-only"],
  "returns.decide": ["support"],
  "returns.receive": ["warehouse"],
  "stock.read": ["catalog", "support", "warehouse", "read-only"],
  "stock.receive": ["warehouse"],
  "stock.adjust": ["warehouse"],
  "catalog.read": ["catalog", "read-only"],
  "catalog.edit": ["catalog"],
  "media.read": ["catalog", "read-only"],
  "media.edit": ["catalog"],
  "content.read": ["catalog", "read-only"],
  "content.edit": ["catalog"],
  "reviews.read": ["catalog", "support", "read-only"],
  "reviews.decide": ["catalog", "support"],
  "discounts.read": ["catalog", "support", "read-only"],
  "discounts.edit": ["catalog"],
  "customers.read": ["support", "read-only"],
  "customers.group": ["support"],
  "reports.read": ["catalog", "read-only"],
  "audit.read": ["read-only"],
  "failed_messages.read": ["read-only"],
  "failed_messages.manage": [],
  "settings.read": ["read-only"],
  "settings.change": [],
  "staff.manage": [],
} as const satisfies Record<string, readonly Exclude<Role, "owner">[]>;

export type Duty = keyof typeof duties;

/** Tells whether a person with these roles has a duty. */
export const may = (held: readonly Role[], duty: Duty) =>
  held.includes("owner") || held.some((role) => duties[duty].some((allowed) => allowed === role));
