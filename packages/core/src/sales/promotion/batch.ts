import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo, shardOf, transact, type Write, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { BatchEntity } from "./batch.entity";
import { canonical } from "./code";
import { couponOf } from "./coupon";
import { CouponEntity } from "./coupon.entity";
import { listed } from "./listed";
import { type Coupon, SharedTerms, type Status, type Terms, withDefaults } from "./terms";

/** Most codes of a batch: what one request of a staff member creates within seconds. */
export const mostCodes = 5_000;

/** Codes of one transaction: with the batch it stays below the 100 writes of a transaction. */
const chunk = 98;

const refusalsInARow = 5;

/** Letters and digits of the random part of a code, without those that are easily confused. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const randomLength = 10;

const Ref = z.object({ batchId: Id.schema("batch") });

const Prefix = z.string().transform((text, context) => {
  const prefix = canonical(`${text}AAA`)?.slice(0, -3);
  if (prefix && prefix.length >= 2 && prefix.length <= 20) return prefix;
  context.addIssue({ code: "custom", message: "A prefix is 2 to 20 letters A–Z and digits." });
  return z.NEVER;
});

const manyCodes = `Enter a number from 2 to ${mostCodes}.`;

export const NewBatch = Ref.extend({
  prefix: Prefix,
  count: z.int(manyCodes).min(2, manyCodes).max(mostCodes, manyCodes),
  terms: SharedTerms,
});

export type Task = "create" | "pause" | "resume" | "archive" | "restore";

export type Batch = z.output<typeof NewBatch> & {
  task: Task;
  /** Number of codes that the task is done for. */
  done: number;
  version: number;
  createdAt: string;
  updatedAt: string;
};

type Row = Batch & { seed: string };

/** Returns the batch of a row, without its seed. */
export const batchOf = ({ seed, terms, ...batch }: Row): Batch => ({ ...batch, terms: withDefaults(terms) });

/** Returns a batch of codes, or null. One request. */
export const batch = fn(Ref, async ({ batchId }): Promise<Batch | null> => {
  const { data } = await BatchEntity.get({ batchId }).go({ consistent: true });
  return data && batchOf(data);
});

/**
 * Saves a batch of codes in one transaction; `advanceBatch` creates the codes. The same batch again changes nothing.
 */
export const createBatch = fn(NewBatch, async ({ batchId, prefix, count, terms }, also?: Writes) => {
  const createdAt = Clock.iso();
  const seed = randomBytes(32).toString("base64url");
  const { committed } = await transact({
    batch: BatchEntity.create({
      batchId,
      prefix,
      seed,
      count,
      terms,
      task: "create",
      done: 0,
      version: 1,
      createdAt,
    }),
    listing: listed(terms, { key: batchId, kind: "batch", name: prefix, createdAt }),
    ...also,
  });
  if (!committed) throw busy();
});

const statusAfter = { pause: "paused", resume: "active", archive: "archived", restore: "paused" } as const;

const Change = Ref.extend({
  /** Version that the staff member has seen. */
  seen: z.int(),
  task: z.enum(["pause", "resume", "archive", "restore"]),
});

/**
 * Gives a batch another status in one transaction; `advanceBatch` gives it to the codes. Throws
 * `promotion.changed_meanwhile`, `promotion.batch_unfinished` while an earlier task is not done, `promotion.unknown_batch`.
 */
export const changeBatch = fn(Change, async ({ batchId, seen, task }, also?: Writes) => {
  const before = await requireRow(batchId);
  if (before.version !== seen) throw busy();
  if (before.done < before.count)
    throw new DomainError(
      "conflict",
      "promotion.batch_unfinished",
      "Continue the unfinished work on these codes first.",
    );
  const terms = { ...before.terms, status: statusAfter[task] };
  const { prefix, createdAt } = before;
  const { committed } = await transact({
    batch: BatchEntity.patch({ batchId })
      .set({ terms, task, done: 0, version: seen + 1, updatedAt: Clock.iso() })
      .where((at, { eq }) => eq(at.version, seen)),
    listing: listed(terms, { key: batchId, kind: "batch", name: prefix, createdAt }),
    ...also,
  });
  if (!committed) throw busy();
});

/**
 * Does the task of a batch, a chunk of codes per transaction, until it is done or the time is over. Each chunk counts
 * once, however often it is repeated. Returns the batch as it is then. Throws `promotion.unknown_batch`.
 */
export const advanceBatch = fn(
  Ref.extend({ milliseconds: z.int().positive() }),
  async ({ batchId, milliseconds }) => {
    const end = Date.now() + milliseconds;
    let refusals = 0;
    for (;;) {
      const row = await requireRow(batchId);
      if (row.done >= row.count || Date.now() >= end) return batchOf(row);
      const codes = codesOf(row, row.done, chunk);
      const work =
        row.task === "create" ? codes.map((code) => creation(code, row)) : await changes(codes, row);
      const { committed } = await transact({
        batch: BatchEntity.patch({ batchId })
          .set({ done: row.done + codes.length })
          .where((at, { eq }) => `${eq(at.version, row.version)} AND ${eq(at.done, row.done)}`),
        codes: work,
      });
      refusals = committed ? 0 : refusals + 1;
      if (refusals >= refusalsInARow) throw busy();
    }
  },
);

function creation(code: string, { batchId, terms, createdAt }: Row): Write {
  const own = { ...terms, code, status: "active" as const };
  return CouponEntity.create({
    code,
    shard: shardOf(code),
    terms: own,
    version: 1,
    used: 0,
    batchId,
    listed: true,
    createdAt,
  });
}

/**
 * Statuses of the codes that a task changes. A code that was archived by itself stays archived when others are paused.
 */
const statusesBefore: Record<Exclude<Task, "create">, Status[]> = {
  pause: ["active"],
  resume: ["paused"],
  archive: ["active", "paused"],
  restore: ["archived"],
};

async function changes(codes: string[], { task, terms: { status } }: Row): Promise<Write[]> {
  if (task === "create") return [];
  const coupons = await readCodes(codes);
  return coupons
    .filter((coupon) => statusesBefore[task].includes(coupon.status))
    .map(({ code, version, used, createdAt, updatedAt, batchId, ...terms }) => {
      const changed: Terms = { ...terms, code, status };
      return CouponEntity.patch({ code })
        .set({ terms: changed, version: version + 1, updatedAt: Clock.iso() })
        .where((at, { eq }) => eq(at.version, version));
    });
}

const Page = Ref.extend({
  /** Place of the first code. */
  from: z.int().min(0).max(mostCodes),
  size: z.int().min(1).max(100),
});

/** Returns a part of the codes of a batch, in their order. Two requests. Throws `promotion.unknown_batch`. */
export const batchCodes = fn(Page, async ({ batchId, from, size }) =>
  codesIn(await requireRow(batchId), from, size),
);

const Numbered = Ref.extend({ page: z.int().min(1), size: z.int().min(1).max(100) });

/**
 * Returns a batch with a page of its codes, the last one for a later page; null when it does not exist. Two requests.
 */
export const batchPage = fn(Numbered, async ({ batchId, page, size }) => {
  const { data: row } = await BatchEntity.get({ batchId }).go({ consistent: true });
  if (!row) return null;
  const pages = Math.ceil(row.count / size);
  const shown = Math.min(page, pages);
  return { batch: batchOf(row), codes: await codesIn(row, (shown - 1) * size, size), page: shown, pages };
});

/** Returns a part of the codes of a batch, in their order. One request. */
async function codesIn(row: Row, from: number, size: number): Promise<Coupon[]> {
  const codes = codesOf(row, from, size);
  const found = new Map((await readCodes(codes)).map((coupon) => [coupon.code, coupon]));
  return codes.flatMap((code) => found.get(code) ?? []);
}

async function readCodes(codes: string[]): Promise<Coupon[]> {
  if (codes.length === 0) return [];
  const items = await Dynamo.batchGet(codes.map((code) => Dynamo.keyOf(CouponEntity.get({ code }))));
  return items.flatMap((item) => {
    const { data } = CouponEntity.parse({ Item: item });
    return data ? [couponOf(data)] : [];
  });
}

const codesOf = ({ prefix, seed, count }: Row, from: number, size: number) =>
  Array.from(
    { length: Math.max(0, Math.min(size, count - from)) },
    (_, i) => prefix + randomPart(seed, from + i),
  );

/** Derives the random part of a code: about 49 bits, so that no code of another batch is met and none is guessed. */
function randomPart(seed: string, place: number) {
  const bytes = createHash("sha512").update(`${seed} ${place}`).digest();
  let rest = BigInt(`0x${bytes.toString("hex")}`);
  const size = BigInt(alphabet.length);
  return Array.from({ length: randomLength }, () => {
    const letter = alphabet[Number(rest % size)];
    rest /= size;
    return letter;
  }).join("");
}

async function requireRow(batchId: string): Promise<Row> {
  const { data } = await BatchEntity.get({ batchId }).go({ consistent: true });
  if (data) return data;
  throw new DomainError("not_found", "promotion.unknown_batch", "These codes do not exist.");
}

const busy = () =>
  new DomainError(
    "conflict",
    "promotion.changed_meanwhile",
    "These codes are being changed at the moment. Look at them again.",
  );
