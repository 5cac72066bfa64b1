import { CustomerGroup } from "@securecart/core/customer-group";
import type { ListStanding } from "@securecart/core/price";

export const standingLabels: Record<ListStanding, string> = {
  scheduled: "Scheduled",
  active: "Active",
  ended: "Ended",
  archived: "Archived",
};

/** Returns the customer groups that a price list can be for. One request, cached for a moment. */
export async function groupOptions() {
  const groups = await CustomerGroup.current();
  return groups.map(({ groupId, name }) => ({ value: groupId, label: name }));
}
