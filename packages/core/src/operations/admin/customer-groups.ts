import { z } from "zod";
import { Customer } from "#accounts/customer";
import { CustomerGroup } from "#accounts/customer-group";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Act, recorded } from "./recorded";

/** Most email addresses that are added at once. */
export const mostAdded = 50;

const NewGroup = Act.extend(CustomerGroup.Fields.shape);
const OnGroup = Act.extend(CustomerGroup.archive.schema.shape);

/** Creates a customer group. Returns its id. Throws what `CustomerGroup.create` throws. */
export const createGroup = fn(NewGroup, async (act) => {
  const groupId = Id.derived("group", act.requestId);
  await onGroup("customer_group.create", { ...act, groupId }, (also) =>
    CustomerGroup.create({ ...act, groupId }, also),
  );
  return { groupId };
});

/** Changes name and description of a customer group. Throws what `CustomerGroup.change` throws. */
export const changeGroup = fn(Act.extend(CustomerGroup.change.schema.shape), (act) =>
  onGroup("customer_group.change", act, (also) => CustomerGroup.change(act, also)),
);

/** Archives a customer group. Throws what `CustomerGroup.archive` throws. */
export const archiveGroup = fn(OnGroup, (act) =>
  onGroup("customer_group.archive", act, (also) => CustomerGroup.archive(act, also)),
);

/** Brings an archived customer group back. Throws what `CustomerGroup.restore` throws. */
export const restoreGroup = fn(OnGroup, (act) =>
  onGroup("customer_group.restore", act, (also) => CustomerGroup.restore(act, also)),
);

const Addresses = Act.extend({
  groupId: Id.schema("group"),
  emails: z
    .array(Customer.Email)
    .min(1, "Enter an email address.")
    .max(mostAdded, `At most ${mostAdded} addresses at once.`),
});

export type Added = {
  added: number;
  /** Customers who were in the group already. */
  present: number;
  /** Addresses that were not added, each with the reason. */
  refused: { email: string; why: string }[];
};

/**
 * Adds customers to a group by email address, each in a transaction of its own with its audit row. The same request
 * again adds no customer twice. Throws `customer_group.unknown`.
 */
export const addToGroup = fn(Addresses, async ({ groupId, emails, ...act }): Promise<Added> => {
  const result: Added = { added: 0, present: 0, refused: [] };
  for (const email of new Set(emails)) {
    const customerId = await Customer.idByEmail({ email });
    if (!customerId) {
      result.refused.push({ email, why: "no account has this address" });
      continue;
    }
    try {
      const isNew = await onMember("customer_group.add", { ...act, groupId, customerId }, (also) =>
        CustomerGroup.add({ groupId, customerId }, also),
      );
      if (isNew) result.added++;
      else result.present++;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      result.refused.push({ email, why: error.message });
    }
  }
  return result;
});

const Member = Act.extend(CustomerGroup.remove.schema.shape);

/** Removes a customer from a group. Throws what `CustomerGroup.remove` throws. */
export const removeFromGroup = fn(Member, (act) =>
  onMember("customer_group.remove", act, (also) => CustomerGroup.remove(act, also)),
);

function onGroup(
  action: string,
  { groupId, ...act }: z.output<typeof Act> & { groupId: string },
  work: (also: Writes) => Promise<unknown>,
) {
  const look = async () => {
    const group = await CustomerGroup.byId({ groupId });
    return group
      ? { name: group.name, description: group.description || "none", state: group.state }
      : undefined;
  };
  return recorded(action, { ...act, subject: `customer_group:${groupId}` }, look, work);
}

/** Records a change of who is in a group, and returns whether it changed anything. What changes nothing has no row. */
async function onMember(
  action: string,
  { groupId, customerId, ...act }: z.output<typeof Member>,
  work: (also: Writes) => Promise<boolean>,
) {
  const groups = (await Customer.byId({ customerId }))?.groups ?? [];
  const isIn = groups.includes(groupId);
  if (isIn === (action === "customer_group.add")) return false;
  const group = await CustomerGroup.byId({ groupId });
  let isChanged = false;
  await recorded(
    action,
    { ...act, subject: `customer:${customerId}`, note: group?.name ?? groupId },
    async () => undefined,
    async (also) => {
      isChanged = await work(also);
    },
  );
  return isChanged;
}
