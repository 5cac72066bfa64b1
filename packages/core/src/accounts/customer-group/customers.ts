import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Dynamo, transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Customer } from "../customer";
import { CustomerGroupEntity } from "./customer-group.entity";
import { GroupMemberEntity } from "./group-member.entity";
import { require } from "./manage";

/** Most groups of one customer. */
export const mostOfCustomer = 10;

const pageSize = 50;
const tries = 8;

const Ref = z.object({ groupId: Id.schema("group"), customerId: Id.schema("customer") });

/**
 * Adds a customer to a group. Returns false when they are in it. Throws `customer_group.archived`,
 * `customer_group.too_many_of_customer`, `customer_group.unknown`, `customer.unknown`.
 */
export const add = fn(Ref, (ref, also?: Writes) =>
  retried(async () => {
    const { groupId, customerId } = ref;
    const [group, { version, groups }] = await Promise.all([require(groupId), customerOf(customerId)]);
    if (groups.includes(groupId)) return false;
    if (group.state === "archived")
      throw new DomainError(
        "conflict",
        "customer_group.archived",
        "This group is archived. Restore it first.",
      );
    if (groups.length >= mostOfCustomer)
      throw new DomainError(
        "conflict",
        "customer_group.too_many_of_customer",
        `A customer is in ${mostOfCustomer} groups at most. Remove them from another group first.`,
      );
    const { committed } = await transact({
      customer: Customer.setGroups({ customerId, version, groups: [...groups, groupId] }),
      member: GroupMemberEntity.put(ref),
      group: CustomerGroupEntity.patch({ groupId })
        .add({ members: 1 })
        .where((at, { eq }) => eq(at.state, "current")),
      ...also,
    });
    return committed || null;
  }),
);

/** Removes a customer from a group. Returns false when they are not in it. Throws `customer.unknown`. */
export const remove = fn(Ref, (ref, also?: Writes) =>
  retried(async () => {
    const { groupId, customerId } = ref;
    const { version, groups } = await customerOf(customerId);
    if (!groups.includes(groupId)) return false;
    const { committed } = await transact({
      customer: Customer.setGroups({ customerId, version, groups: groups.filter((id) => id !== groupId) }),
      ...leaving(ref),
      ...also,
    });
    return committed || null;
  }),
);

/** Removes a customer who is being erased from all groups. Safe to repeat. Returns how many rows were deleted. */
export const forget = fn(z.object({ customerId: Id.schema("customer") }), async ({ customerId }) => {
  const groups = (await Customer.byId({ customerId }))?.groups ?? [];
  let groupmember = 0;
  for (const groupId of groups) {
    const { committed } = await transact(leaving({ groupId, customerId }));
    if (committed) groupmember++;
  }
  return { groupmember };
});

export type ListedCustomer = { customerId: string; name: string; email: string; addedAt: string };

const Page = z.object({
  groupId: Id.schema("group"),
  /** Last customer of the page before. */
  after: Id.schema("customer").optional(),
});

/** Lists the customers of a group in the order in which they opened their accounts, a page at a time. Two requests. */
export const customersOf = fn(
  Page,
  async ({ groupId, after }): Promise<{ rows: ListedCustomer[]; next: string | null }> => {
    const byGroup = GroupMemberEntity.query.byGroup({ groupId });
    const { data } = await (after ? byGroup.gt({ customerId: after }) : byGroup).go({
      limit: pageSize + 1,
      consistent: true,
    });
    const shown = data.slice(0, pageSize);
    if (shown.length === 0) return { rows: [], next: null };
    const items = await Dynamo.batchGet(shown.map(({ customerId }) => Customer.rowKey(customerId)));
    const found = new Map(Customer.namesOf(items).map((one) => [one.customerId, one]));
    const rows = shown.flatMap(({ customerId, addedAt }) => {
      const one = found.get(customerId);
      return one ? [{ ...one, addedAt }] : [];
    });
    return { rows, next: data.length > pageSize ? (shown.at(-1)?.customerId ?? null) : null };
  },
);

/** Returns the writes by which a customer leaves a group besides that of their own row. */
const leaving = (ref: z.output<typeof Ref>) => ({
  member: GroupMemberEntity.remove(ref).where((at, { exists }) => exists(at.customerId)),
  group: CustomerGroupEntity.patch({ groupId: ref.groupId }).subtract({ members: 1 }),
});

async function customerOf(customerId: string) {
  const profile = await Customer.byId({ customerId });
  if (!profile) throw new DomainError("not_found", "customer.unknown", "We can't find this account.");
  return { version: profile.version, groups: [...(profile.groups ?? [])] };
}

/** Repeats work that returns null when the customer or the group was changed at the same time. */
async function retried(work: () => Promise<boolean | null>): Promise<boolean> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const result = await work();
    if (result !== null) return result;
    await sleep(Math.random() * 10 * 2 ** attempt);
  }
  throw new DomainError("conflict", "customer.busy", "This account is being changed. Please try again.");
}
