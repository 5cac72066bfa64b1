import { z } from "zod";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Text } from "#platform/text";
import { CustomerGroupEntity } from "./customer-group.entity";
import { all, byId, type Group } from "./index";

/** Most groups in use. */
export const mostGroups = 100;

/** Fields of a group that staff enter. */
export const Fields = z.object({
  name: Text.line(60, "Enter a name."),
  description: Text.cleaned(300),
});

const Ref = z.object({ groupId: Id.schema("group") });
const New = Ref.extend(Fields.shape);

/** Creates a group. Throws `customer_group.exists`, `customer_group.too_many`. */
export const create = fn(New, async ({ groupId, name, description }, also?: Writes) => {
  await requireRoom({ groupId, name });
  const { committed } = await transact({
    group: CustomerGroupEntity.create({
      groupId,
      name,
      ...(description && { description }),
      state: "current",
      members: 0,
      version: 1,
    }),
    ...also,
  });
  if (!committed) throw exists(name);
});

/** Version that the staff member has seen; a newer one is not overwritten. */
const Seen = Ref.extend({ seen: z.int() });

/** Changes name and description. Throws `customer_group.changed_meanwhile`, `.exists`, `.unknown`. */
export const change = fn(Seen.extend(Fields.shape), async ({ name, description, ...ref }, also?: Writes) => {
  await requireRoom({ ...ref, name });
  await write(ref, { name, description }, also);
});

/**
 * Takes a group out of use: its discounts and prices no longer apply, and no customers can be added. Its customers stay
 * in it. Throws `customer_group.changed_meanwhile`, `.unknown`.
 */
export const archive = fn(Seen, (ref, also?: Writes) => write(ref, { state: "archived" }, also));

/** Brings an archived group back, with its customers. Throws what `create` and `archive` throw. */
export const restore = fn(Seen, async (ref, also?: Writes) => {
  const { name } = await require(ref.groupId);
  await requireRoom({ ...ref, name });
  await write(ref, { state: "current" }, also);
});

/** Returns a group. Throws `customer_group.unknown`. */
export async function require(groupId: string): Promise<Group> {
  const group = await byId({ groupId });
  if (!group)
    throw new DomainError("not_found", "customer_group.unknown", "This customer group does not exist.");
  return group;
}

async function write(
  { groupId, seen }: z.output<typeof Seen>,
  set: Partial<Pick<Group, "name" | "description" | "state">>,
  also?: Writes,
) {
  const patch = CustomerGroupEntity.patch({ groupId }).set({ ...set, version: seen + 1 });
  const { committed } = await transact({
    group: patch.where((at, { eq }) => eq(at.version, seen)),
    ...also,
  });
  if (committed) return;
  await require(groupId);
  throw new DomainError(
    "conflict",
    "customer_group.changed_meanwhile",
    "Another staff member has changed this group meanwhile. Compare the values and save again.",
  );
}

/** Throws when the name is taken by another group in use, or there are too many. */
async function requireRoom({ groupId, name }: { groupId: string; name: string }) {
  const others = (await all()).filter((one) => one.state === "current" && one.groupId !== groupId);
  if (others.some((one) => one.name.toLowerCase() === name.toLowerCase())) throw exists(name);
  if (others.length >= mostGroups)
    throw new DomainError(
      "conflict",
      "customer_group.too_many",
      `A shop has ${mostGroups} customer groups at most. Archive one first.`,
    );
}

const exists = (name: string) =>
  new DomainError(
    "conflict",
    "customer_group.exists",
    `There is a group ${name} already. Choose another name.`,
    "name",
  );
