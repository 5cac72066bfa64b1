import { Dynamo } from "#platform/dynamo";
import { CustomerEntity } from "./customer.entity";

/** Returns the key of a customer's row, to read it together with other rows. */
export const rowKey = (customerId: string) => Dynamo.keyOf(CustomerEntity.get({ customerId }));

/** Returns the ids of a customer's groups from raw items; none when the customer is not among them. */
export function groupsIn(items: Record<string, unknown>[], customerId: string): string[] {
  const item = items.find((one) => Dynamo.entityOf(one) === "customer" && one.customerId === customerId);
  return item ? [...(CustomerEntity.parse({ Item: item }).data?.groups ?? [])] : [];
}

/** Returns name and email address of each customer in raw items. */
export const namesOf = (items: Record<string, unknown>[]) =>
  items.flatMap((item) => {
    const row = Dynamo.entityOf(item) === "customer" ? CustomerEntity.parse({ Item: item }).data : null;
    return row ? [{ customerId: row.customerId, name: row.name, email: row.email }] : [];
  });

type Groups = { customerId: string; version: number; groups: string[] };

/** Returns the write that sets a customer's groups. It is refused when the customer changed since that version. */
export function setGroups({ customerId, version, groups }: Groups) {
  const patch = CustomerEntity.patch({ customerId });
  const next =
    groups.length > 0
      ? patch.set({ groups, version: version + 1 })
      : patch.set({ version: version + 1 }).remove(["groups"]);
  return next.where((at, { eq }) => eq(at.version, version));
}
