/** What members of staff are. One person may be several of them. */
export const roles = ["owner", "catalog", "support", "warehouse", "read-only"] as const;
export type Role = (typeof roles)[number];

/**
 * Who may do what in the back office: the one table of it. Pages, actions and route handlers name a duty, never a role.
 * The owner may do everything and so stands in no line; whoever may only read stands in all lines that only show.
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
  "reports.read": ["catalog", "read-only"],
  "audit.read": ["read-only"],
  "dead_letters.read": ["read-only"],
  "dead_letters.redrive": [],
  "settings.read": ["read-only"],
  "settings.change": [],
  "staff.manage": [],
} as const satisfies Record<string, readonly Exclude<Role, "owner">[]>;

export type Duty = keyof typeof duties;

/** Whether somebody with these roles may do this. */
export const may = (held: readonly Role[], duty: Duty) =>
  held.includes("owner") || held.some((role) => (duties[duty] as readonly Role[]).includes(role));
