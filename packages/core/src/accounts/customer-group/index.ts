import { z } from "zod";
import { Cache } from "#platform/cache";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { CustomerGroupEntity } from "./customer-group.entity";

export { add, customersOf, forget, type ListedCustomer, mostOfCustomer, remove } from "./customers";
export * as CustomerGroup from "./index";
export { archive, change, create, Fields, mostGroups, restore } from "./manage";

export type Group = {
  groupId: string;
  name: string;
  description: string;
  state: "current" | "archived";
  /** Number of customers in it. */
  members: number;
  version: number;
  createdAt: string;
};

/** Cache of the groups in use, in seconds: an archived group ends within this time. */
const cacheSeconds = 2;

/** Returns all groups by name, archived ones included. One request. */
export async function all(): Promise<Group[]> {
  const { data } = await CustomerGroupEntity.query.all({}).go({ pages: "all", consistent: true });
  return data
    .map(({ description = "", ...row }) => ({ ...row, description }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** Returns the groups in use by name. One request, cached for a moment. */
export const current = () =>
  Cache.through({
    key: "customer-groups",
    seconds: cacheSeconds,
    load: async () => (await all()).filter(({ state }) => state === "current"),
  });

/** Returns a group, or null when it does not exist. One request. */
export const byId = fn(z.object({ groupId: Id.schema("group") }), async (ref): Promise<Group | null> => {
  const { data } = await CustomerGroupEntity.get(ref).go({ consistent: true });
  return data && { description: "", ...data };
});

const Ids = z.object({ groupIds: z.array(z.string()) });

/**
 * Returns those of a customer's groups that are in use. No request for a customer without groups, else that of
 * `current`.
 */
export const inUse = fn(Ids, async ({ groupIds }) => {
  if (groupIds.length === 0) return [];
  const known = new Set((await current()).map(({ groupId }) => groupId));
  return groupIds.filter((groupId) => known.has(groupId));
});

/** Returns the names of groups, archived ones included. One request; none without groups. */
export const namesOf = fn(Ids, async ({ groupIds }) => {
  if (groupIds.length === 0) return [];
  return (await all()).flatMap(({ groupId, name }) => (groupIds.includes(groupId) ? [name] : []));
});
