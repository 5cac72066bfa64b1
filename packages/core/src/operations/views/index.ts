import { z } from "zod";
import { Cache } from "#platform/cache";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Text } from "#platform/text";
import { ViewEntity } from "./view.entity";

export * as Views from "./index";

/** Lists of the admin that have saved views. */
export const lists = ["products", "stock", "orders", "discounts"] as const;
export type List = (typeof lists)[number];

/** Most views of a list that one staff member saves. */
export const mostViews = 20;

/** Cache of a list's views, in seconds; a change in another process is seen within this time. */
const cacheSeconds = 5;

export type View = {
  viewId: string;
  name: string;
  query: string;
  staffId: string;
  isShared: boolean;
};

/** Parts of a URL that are no filter: places in the list, and forms that are open. */
const passing = ["page", "cursor", "id", "change", "done", "created"];

/** Returns the filter and order of a URL in one form, so that two spellings of a view are the same. */
export function normalized(query: string) {
  const kept = [...new URLSearchParams(query)].filter(([name, value]) => !passing.includes(name) && value);
  return new URLSearchParams(kept.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
}

const List = z.enum(lists);
const Query = z
  .string()
  .max(500, "This filter is too long to be saved.")
  .transform(normalized)
  .refine((query) => query !== "", "Choose a filter or an order first.");

const Ref = z.object({ list: List, viewId: Id.schema("view") });
const By = z.object({ staffId: z.string().min(1) });

/**
 * Returns the views of a list that a staff member sees: the shared ones and their own, by name. One request, cached.
 */
export const forStaff = fn(By.extend({ list: List }), async ({ list, staffId }): Promise<View[]> => {
  const all = await Cache.through({ key: keyOf(list), seconds: cacheSeconds, load: () => read(list) });
  return all.filter((view) => view.isShared || view.staffId === staffId);
});

const New = Ref.extend({ name: Text.line(40, "Enter a name."), query: Query, isShared: z.boolean() }).extend(
  By.shape,
);

/** Saves a view; the same one again changes nothing. Throws `view.exists`, `view.too_many`. */
export const save = fn(New, async (view, also?: Writes) => {
  const { list, staffId, name } = view;
  const own = (await read(list)).filter((one) => one.isShared || one.staffId === staffId);
  if (own.some((one) => one.name.toLowerCase() === name.toLowerCase() && one.viewId !== view.viewId))
    throw new DomainError("conflict", "view.exists", "There is a view of this name already.", "name");
  if (own.filter((one) => one.staffId === staffId).length >= mostViews)
    throw new DomainError(
      "conflict",
      "view.too_many",
      `You can save ${mostViews} views of this list. Remove one first.`,
    );
  await transact({ view: ViewEntity.create(view), ...also });
  await Cache.drop([keyOf(list)]);
});

const Change = Ref.extend(By.shape).extend({
  /** Allows changes of shared views that another staff member saved. */
  isOwner: z.boolean().default(false),
});

/** Renames a view of one's own, or any shared one as an owner. Throws `view.unknown`. */
export const rename = fn(
  Change.extend({ name: Text.line(40, "Enter a name.") }),
  async ({ name, ...ref }, also?: Writes) => {
    const { list, viewId } = await require(ref);
    const { committed } = await transact({ view: ViewEntity.patch({ list, viewId }).set({ name }), ...also });
    if (!committed) throw unknown();
    await Cache.drop([keyOf(list)]);
  },
);

/** Removes a view of one's own, or any shared one as an owner. Throws `view.unknown`. */
export const remove = fn(Change, async (ref, also?: Writes) => {
  const { list, viewId } = await require(ref);
  await transact({ view: ViewEntity.remove({ list, viewId }), ...also });
  await Cache.drop([keyOf(list)]);
});

/** Returns a view that the staff member may change. Throws `view.unknown`. */
async function require({ list, viewId, staffId, isOwner }: z.output<typeof Change>) {
  const { data } = await ViewEntity.get({ list, viewId }).go({ consistent: true });
  if (!data || (data.staffId !== staffId && !(isOwner && data.isShared))) throw unknown();
  return { list, viewId };
}

async function read(list: List): Promise<View[]> {
  const { data } = await ViewEntity.query.byList({ list }).go({ pages: "all", consistent: true });
  return data
    .map(({ viewId, name, query, staffId, isShared }) => ({ viewId, name, query, staffId, isShared }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

const keyOf = (list: List) => `views:${list}`;

const unknown = () => new DomainError("not_found", "view.unknown", "This view has been removed.");
