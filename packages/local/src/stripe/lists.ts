import type Stripe from "stripe";
import { invalid } from "./errors";
import type { Kind, Kinds, Where } from "./store";
import { need, type World } from "./world";

export interface Page {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
  created?: Stripe.RangeQueryParam | number;
}

export interface Filters {
  /** Fields that must be equal. An undefined value is not compared. */
  equal?: Record<string, boolean | number | string | undefined>;
  sql?: Where[];
}

const RANGE = { gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

/** Returns a page of objects, newest first, as in all of Stripe's lists. */
export function listOf<K extends Kind>(
  world: World,
  kind: K,
  url: string,
  page: Page,
  filters: Filters = {},
): Stripe.ApiList<Kinds[K]> {
  const limit = page.limit ?? 10;
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalid(
      "Invalid limit: must be an integer between 1 and 100",
      "limit",
      "parameter_invalid_integer",
    );
  const where = [...(filters.sql ?? []), ...equalTo(filters.equal ?? {}), ...createdIn(page.created)];
  const after = cursor(world, kind, page.starting_after, "starting_after");
  const before = cursor(world, kind, page.ending_before, "ending_before");
  if (after !== undefined && before !== undefined)
    throw invalid("You cannot parameterize both `starting_after` and `ending_before`.", "ending_before");
  const found = world.store.select(kind, {
    where,
    limit: limit + 1,
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
  });
  const data = found.slice(0, limit);
  if (before !== undefined) data.reverse();
  return { object: "list", data, has_more: found.length > limit, url };
}

function cursor(world: World, kind: Kind, id: string | undefined, param: string): number | undefined {
  if (id === undefined) return undefined;
  need(world, kind, id, param);
  return world.store.position(kind, id);
}

function equalTo(fields: NonNullable<Filters["equal"]>): Where[] {
  return Object.entries(fields).flatMap(([field, value]) => {
    if (value === undefined) return [];
    return [
      {
        sql: `json_extract(body, '$.${field}') = ?`,
        values: [typeof value === "boolean" ? Number(value) : value],
      },
    ];
  });
}

function createdIn(created: Page["created"]): Where[] {
  if (created === undefined) return [];
  if (typeof created === "number") return equalTo({ created });
  return (["gt", "gte", "lt", "lte"] as const).flatMap((bound) => {
    const at = created[bound];
    return at === undefined
      ? []
      : [{ sql: `json_extract(body, '$.created') ${RANGE[bound]} ?`, values: [at] }];
  });
}
