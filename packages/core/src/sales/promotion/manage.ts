import { z } from "zod";
import { Clock } from "#platform/clock";
import { shardOf, shards, transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Text } from "#platform/text";
import { inUse } from "./automatic";
import { Ref, require } from "./coupon";
import { CouponEntity } from "./coupon.entity";
import { listed } from "./listed";
import { type Coupon, isAutomatic, type Status, statuses, Terms } from "./terms";

const tries = 5;

/**
 * Saves a coupon, new or changed, by its code, whatever it was before: for programs. Its uses stay counted. An order
 * that was reviewed under the terms before and is not placed yet is refused and must be reviewed again.
 */
export const save = fn(Terms, async (terms) => {
  const { code } = terms;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const { data: before } = await CouponEntity.get({ code }).go({ consistent: true });
    const { committed } = before
      ? await commit(terms, before.version + 1, changes({ ...before, ...before.terms }, terms))
      : await commit(terms, 1, creation(terms));
    if (committed) return require(code);
  }
  throw busy();
});

/** Creates a discount. Throws `promotion.exists` when there is one of this code, and `promotion.too_many_automatic`. */
export const create = fn(Terms, async (terms, also?: Writes) => {
  const result = await commit(terms, 1, { ...creation(terms), ...also });
  if (result.committed) return;
  throw new DomainError(
    "conflict",
    "promotion.exists",
    `There is a code ${terms.code} already. Choose another one.`,
    "code",
  );
});

const Seen = Ref.extend({
  /** Version that the staff member has seen; a newer one is not overwritten. */
  seen: z.int().optional(),
});

const Change = z.object({ code: z.string(), seen: z.int(), terms: Terms });

/**
 * Changes the terms of a coupon; its code and status stay. Throws `promotion.changed_meanwhile` when another request
 * changed it since it was seen, `promotion.archived`, `promotion.unknown`.
 */
export const change = fn(Change, async ({ code, seen, terms }, also?: Writes) => {
  const before = await requireSeen({ code, seen });
  if (before.status === "archived") throw archived();
  await write(before, { ...terms, code: before.code, status: before.status }, also);
});

/**
 * Takes a coupon out of use until it is resumed. Throws `promotion.unknown`, `promotion.archived`,
 * `promotion.changed_meanwhile`.
 */
export const pause = fn(Seen, (ref, also?: Writes) => setStatus(ref, "paused", also));

/** Brings a paused coupon back. Throws what `pause` throws. */
export const resume = fn(Seen, (ref, also?: Writes) => setStatus(ref, "active", also));

/** Takes a coupon out of use and out of the list. Throws `promotion.unknown`, `promotion.changed_meanwhile`. */
export const archive = fn(Seen, (ref, also?: Writes) => setStatus(ref, "archived", also));

/** Brings an archived coupon back into the list, paused. Throws what `archive` throws. */
export const restore = fn(Seen, async (ref, also?: Writes) => {
  const before = await requireSeen(ref);
  if (before.status === "archived") await write(before, { ...termsOf(before), status: "paused" }, also);
});

const WithStatus = Ref.extend({ seen: z.int(), status: z.enum(statuses) });

/**
 * Gives a coupon any status, such as the one that it had before. Throws `promotion.unknown`,
 * `promotion.changed_meanwhile`.
 */
export const setStatusTo = fn(WithStatus, async ({ status, ...ref }, also?: Writes) => {
  const before = await requireSeen(ref);
  await write(before, { ...termsOf(before), status }, also);
});

type Seen = z.output<typeof Seen>;

async function setStatus(ref: Seen, status: Status, also?: Writes) {
  for (let attempt = 1; ; attempt++)
    try {
      const before = await requireSeen(ref);
      if (before.status === "archived" && status !== "archived") throw archived();
      await write(before, { ...termsOf(before), status }, also);
      return require(ref.code);
    } catch (error) {
      const isRepeatable = ref.seen === undefined && error instanceof DomainError && error.code === meanwhile;
      if (!isRepeatable || attempt === tries) throw error;
    }
}

/** Reads a coupon. Throws `promotion.changed_meanwhile` when it has another version than was seen. */
async function requireSeen({ code, seen }: Seen) {
  const coupon = await require(code);
  if (seen !== undefined && coupon.version !== seen) throw changedMeanwhile();
  return coupon;
}

async function write(before: Coupon, terms: Terms, also?: Writes) {
  const { committed } = await commit(terms, before.version + 1, { ...changes(before, terms), ...also });
  if (!committed) throw changedMeanwhile();
}

/** Commits writes of new terms together with the list of automatic discounts, which other changes write as well. */
async function commit(terms: Terms, version: number, writes: Writes) {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const result = await transact({ ...writes, automatic: await inUse(terms, version) });
    if (result.committed || result.refusals.some(({ group }) => group !== "automatic")) return result;
  }
  throw busy();
}

const creation = (terms: Terms) => {
  const { code } = terms;
  const createdAt = Clock.iso();
  return {
    coupon: CouponEntity.create({
      code,
      shard: shardOf(code),
      terms,
      version: 1,
      used: 0,
      createdAt,
      listed: true,
    }),
    listing: listed(terms, { key: code, kind: "code", name: nameOf(terms), createdAt }),
  };
};

/** Returns what the admin's list is searched by: the code, or the label of an automatic discount. */
const nameOf = ({ code, label }: Terms) =>
  isAutomatic(code) ? Text.compact(label).replaceAll("~", "").toUpperCase().slice(0, 60) || "-" : code;

/** Returns the writes of new terms under the version before. The codes of a batch are listed by their batch alone. */
const changes = (
  { version, createdAt, batchId }: Pick<Coupon, "version" | "createdAt" | "batchId">,
  terms: Terms,
) => {
  const { code } = terms;
  return {
    coupon: CouponEntity.patch({ code })
      .set({ terms, version: version + 1, updatedAt: Clock.iso(), listed: true })
      .where((at, { eq }) => eq(at.version, version)),
    listing: batchId ? undefined : listed(terms, { key: code, kind: "code", name: nameOf(terms), createdAt }),
  };
};

function termsOf({ version, used, createdAt, updatedAt, batchId, ...terms }: Coupon): Terms {
  return terms;
}

/** Lists coupons that were saved before the admin had a list, for the migration. A dry run writes nothing. */
export const listOld = fn(z.object({ dryRun: z.boolean() }), async ({ dryRun }) => {
  let checked = 0;
  let changed = 0;
  for (const shard of shards) {
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof readShard>> = await readShard(shard, cursor);
      checked += page.data.length;
      for (const { code, terms, createdAt, listed: isListed } of page.data) {
        if (isListed) continue;
        changed++;
        if (dryRun) continue;
        await transact({
          coupon: CouponEntity.patch({ code }).set({ listed: true }),
          listing: listed(terms, { key: code, kind: "code", name: code, createdAt }),
        });
      }
      cursor = page.cursor;
    } while (cursor);
  }
  return { checked, changed };
});

const readShard = (shard: number, cursor: string | null) =>
  CouponEntity.query.all({ shard }).go({ cursor, limit: 500 });

const meanwhile = "promotion.changed_meanwhile";

const changedMeanwhile = () =>
  new DomainError(
    "conflict",
    meanwhile,
    "Another staff member has changed this discount meanwhile. Compare the values and save again.",
  );

const busy = () =>
  new DomainError(
    "conflict",
    "promotion.busy",
    "This discount is being changed elsewhere. Please try again.",
  );

const archived = () =>
  new DomainError("conflict", "promotion.archived", "This discount is archived. Restore it first.");
