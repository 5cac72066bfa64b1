import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Text } from "#platform/text";
import { type Batch, batchOf } from "./batch";
import { BatchEntity } from "./batch.entity";
import { couponOf } from "./coupon";
import { CouponEntity } from "./coupon.entity";
import { ListingEntity } from "./listing.entity";
import { type Standing, standingOf, standings } from "./standing";
import type { Coupon } from "./terms";

const pageSize = 50;

/** Rows of one request when the list is filtered, and the most requests of a page. */
const filteredRows = 1_000;
const mostReads = 2;

/** Keys that one batch reads: the limit of DynamoDB. */
const mostKeys = 100;

const cursorPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[^~]{1,60}~\w{3,32}$/u;

const Query = z.object({
  standing: z.enum(standings).optional(),
  /** Beginning of a code, in any spelling. */
  words: z.string().max(200).optional(),
  cursor: z.string().max(200).regex(cursorPattern, "This is not a cursor of this list.").optional(),
});

export type ListedCode = { kind: "code"; coupon: Coupon; standing: Standing };
export type ListedBatch = { kind: "batch"; batch: Batch; standing: Standing };
export type Listed = ListedCode | ListedBatch;

type Row = {
  key: string;
  kind: "code" | "batch";
  name: string;
  isPaused: boolean;
  hasLimit: boolean;
  startsAt?: string | undefined;
  endsAt?: string | undefined;
  createdAt: string;
};

/**
 * Lists coupons and batches of codes, the newest first, or by code when `words` are given. Archived ones are listed only by
 * their standing. Three requests at most: a filter looks through a limited number of rows, so that a page may have fewer
 * rows than fit, or none, and still a cursor to go on from. A code in full is found in whatever list or batch it is.
 */
export const list = fn(
  Query,
  async ({ standing, words, cursor }): Promise<{ rows: Listed[]; next: string | null }> => {
    const now = Clock.iso();
    const prefix = words === undefined ? undefined : Text.compact(words).toUpperCase();
    const source = { list: standing === "archived" ? "archived" : "current", prefix } as const;
    const isFiltered = standing !== undefined && standing !== "archived";
    const size = standing === "used_up" ? mostKeys - 1 : pageSize;
    const found: Row[] = [];
    let last = cursor ? positionOf(cursor) : undefined;
    let hasMore = true;
    for (let reads = 0; hasMore && found.length <= size && reads < (isFiltered ? mostReads : 1); reads++) {
      const limit = isFiltered ? filteredRows : size + 1;
      const page: Row[] = await read(source, last, limit);
      found.push(...page.filter((row) => !isFiltered || mayStand(row, standing, now)));
      hasMore = page.length === limit;
      last = page.at(-1) ?? last;
    }
    const shown = found.slice(0, size);
    const rows = await complete(shown, cursor ? undefined : exactCode(prefix), now);
    const end = found.length > size ? shown.at(-1) : hasMore ? last : undefined;
    return {
      rows: rows.filter((row) => standing === undefined || row.standing === standing),
      next: end ? `${end.createdAt}~${end.name}~${end.key}` : null,
    };
  },
);

type Source = { list: "current" | "archived"; prefix: string | undefined };
type Position = Pick<Row, "createdAt" | "name" | "key">;

async function read({ list, prefix }: Source, after: Position | undefined, limit: number): Promise<Row[]> {
  const byTime = ListingEntity.query.byTime({ list });
  if (prefix === undefined || prefix === "") {
    const { data } = await (after ? byTime.lt({ createdAt: after.createdAt, key: after.key }) : byTime).go({
      order: "desc",
      limit,
    });
    return data;
  }
  const byName = ListingEntity.query.byName({ list });
  const { data } = await (after
    ? byName.between({ name: after.name, key: after.key }, { name: `${prefix}~` })
    : byName.begins({ name: prefix })
  ).go({ limit: after ? limit + 1 : limit });
  return after ? data.filter(({ key }) => key !== after.key).slice(0, limit) : data;
}

function positionOf(cursor: string): Position {
  const [createdAt = "", name = "", key = ""] = cursor.split("~");
  return { createdAt, name, key };
}

/** Tells whether a row can have a standing; its uses, which it does not have, decide between active and used up. */
function mayStand(row: Row, standing: Standing, now: string) {
  const { isPaused, startsAt, endsAt } = row;
  const base = standingOf({ status: isPaused ? "paused" : "active", startsAt, endsAt, used: 0 }, now);
  if (standing === "used_up") return row.hasLimit && base !== "paused" && base !== "ended";
  return base === standing;
}

const exactCode = (prefix: string | undefined) =>
  prefix && /^[A-Z0-9]{3,32}$/.test(prefix) ? prefix : undefined;

/** Reads the coupons and batches of rows with one request, in the order of the rows, with one more code in front. */
async function complete(rows: Row[], code: string | undefined, now: string): Promise<Listed[]> {
  const wanted =
    code && !rows.some(({ key }) => key === code) ? [{ kind: "code" as const, key: code }, ...rows] : rows;
  if (wanted.length === 0) return [];
  const items = await Dynamo.batchGet(
    wanted.map(({ kind, key }) =>
      Dynamo.keyOf(kind === "code" ? CouponEntity.get({ code: key }) : BatchEntity.get({ batchId: key })),
    ),
  );
  const found = new Map<string, Listed>();
  for (const item of items) {
    const coupon = Dynamo.entityOf(item) === "coupon" ? CouponEntity.parse({ Item: item }).data : null;
    const batch = Dynamo.entityOf(item) === "couponbatch" ? BatchEntity.parse({ Item: item }).data : null;
    if (coupon)
      found.set(coupon.code, {
        kind: "code",
        coupon: couponOf(coupon),
        standing: standingOf({ ...coupon.terms, used: coupon.used }, now),
      });
    if (batch)
      found.set(batch.batchId, {
        kind: "batch",
        batch: batchOf(batch),
        standing: standingOf({ ...batch.terms, limit: undefined, used: 0 }, now),
      });
  }
  return wanted.flatMap(({ key }) => found.get(key) ?? []);
}
