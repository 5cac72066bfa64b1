import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Sku } from "#catalog/catalog";
import { Audit } from "#platform/audit";
import { transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { MovementEntity } from "./movement.entity";
import { StockEntity } from "./stock.entity";

export type Stock = { available: number; held: number; allocated?: number | undefined };

const Change = z.object({
  sku: Sku,
  cause: z.string().min(1).max(200),
  reference: z.string().min(1).max(200),
});

const Receipt = Change.extend({
  quantity: z.number().int().min(0).max(1_000_000),
  actor: z.string().optional(),
});

/**
 * Adds goods that arrive to on hand and to the ledger, once per reference; with an audit row if staff received them.
 */
export const receive = fn(Receipt, async ({ sku, quantity, cause, reference, actor }) => {
  const before = actor ? await stockOf(sku) : null;
  await transact({
    movement: MovementEntity.create({
      sku,
      reference,
      kind: "received",
      quantity,
      cause,
      ...(actor && { actor }),
    }),
    stock: StockEntity.upsert({ sku }).add({ available: quantity, held: 0 }),
    audit: actor
      ? audited("stock.receive", { sku, by: quantity, cause, reference, actor }, before)
      : undefined,
  });
});

const Adjustment = Change.extend({
  /** Difference in units, positive or negative. */
  by: z
    .number("Enter how many more or fewer there are.")
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((by) => by !== 0, "Enter how many more or fewer there are."),
  actor: z.string().min(1),
});

/**
 * Changes on hand by a difference, once per reference, with an audit row. Units held or allocated to orders stay with
 * them. Throws `inventory.not_enough` when fewer are available than are subtracted, `inventory.unknown_sku`.
 */
export const adjust = fn(Adjustment, async ({ sku, by, cause, reference, actor }) => {
  const before = await stockOf(sku);
  if (!before) throw new DomainError("not_found", "inventory.unknown_sku", `There is no stock of ${sku}.`);
  const result = await transact({
    movement: MovementEntity.create({ sku, reference, kind: "adjustment", quantity: by, cause, actor }),
    stock: StockEntity.patch({ sku })
      .add({ available: by })
      .where((at, { gte }) => gte(at.available, Math.max(0, -by))),
    audit: audited("stock.adjust", { sku, by, cause, reference, actor }, before),
  });
  if (result.committed || result.refused === "movement") return;
  const { available, held, allocated } = levelOf(await stockOf(sku));
  throw new DomainError(
    "conflict",
    "inventory.not_enough",
    `On hand can go down by at most ${available}: ${promised(held + allocated)} To take off more, cancel or refund an order first.`,
  );
});

const countMessage = "Enter how many lie in the warehouse.";
export const Count = Change.extend({
  counted: z.number(countMessage).int(countMessage).min(0, countMessage).max(1_000_000),
  actor: z.string().min(1),
  /** On hand that the person has seen; a count is refused when it changed since. */
  seen: z.number().int().optional(),
});

const countTries = 20;

/**
 * Sets on hand to a count, once per reference, with an audit row. The difference goes to the available units.
 * Returns on hand and how many more were counted than the ledger had. Throws `inventory.counted_too_few` when fewer
 * were counted than are held or allocated, `inventory.changed` when on hand is not what was seen, `inventory.busy` when the
 * stock kept changing meanwhile.
 */
export const count = fn(Count, async ({ counted, seen, ...change }) => {
  for (let attempt = 1; attempt <= countTries; attempt++) {
    const earlier = await movementOf(change);
    if (earlier) return { onHand: counted, difference: earlier.quantity };
    const before = await stockOf(change.sku);
    const { onHand, held, allocated } = levelOf(before);
    if (seen !== undefined && seen !== onHand)
      throw new DomainError(
        "conflict",
        "inventory.changed",
        `On hand was ${seen} and is now ${onHand}. Check the count again.`,
      );
    if (counted < held + allocated)
      throw new DomainError(
        "conflict",
        "inventory.counted_too_few",
        `${promised(held + allocated)} If the missing goods cannot be found, cancel or refund an order first.`,
      );
    const difference = counted - onHand;
    if (await setOnHand({ ...change, difference }, before)) return { onHand: counted, difference };
    await sleep(Math.random() * Math.min(200, 10 * 2 ** attempt));
  }
  throw new DomainError(
    "conflict",
    "inventory.busy",
    `Orders for ${change.sku} are changing its stock right now. Please try again.`,
  );
});

type Counted = Omit<z.output<typeof Count>, "counted" | "seen"> & { difference: number };

/** Writes a count. False when the stock row changed since `before` was read. */
const setOnHand = async (change: Counted, before: Stock | null) =>
  (await transact(countWrites(change, before))).committed;

/** Returns the writes of a count, which are refused when the stock row changed since `before` was read. */
export function countWrites({ difference, ...change }: Counted, before: Stock | null) {
  const { sku, cause, reference, actor } = change;
  return {
    stock: before
      ? StockEntity.patch({ sku })
          .set({ available: before.available + difference })
          .where((at, { eq, notExists }) =>
            [
              eq(at.available, before.available),
              eq(at.held, before.held),
              before.allocated === undefined ? notExists(at.allocated) : eq(at.allocated, before.allocated),
            ].join(" AND "),
          )
      : StockEntity.create({ sku, available: difference, held: 0 }),
    movement: MovementEntity.create({
      sku,
      reference,
      kind: "adjustment",
      quantity: difference,
      cause,
      actor,
    }),
    audit: audited("stock.count", { ...change, by: difference }, before),
  };
}

const promised = (quantity: number) =>
  `${quantity} ${quantity === 1 ? "is" : "are"} held or allocated to orders.`;

/** Returns the stock row of a SKU, or null when we never had stock of it. One request. */
export async function stockOf(sku: string) {
  const { data } = await StockEntity.get({ sku }).go({ consistent: true });
  return data;
}

async function movementOf({ sku, reference }: { sku: string; reference: string }) {
  const { data } = await MovementEntity.get({ sku, reference }).go({ consistent: true });
  return data;
}

/** Adds up a stock row; a SKU without one has nothing. Rows from before goods were allocated have none allocated. */
export function levelOf(row: Stock | null | undefined) {
  const { available = 0, held = 0, allocated = 0 } = row ?? {};
  return { onHand: available + held + allocated, available, held, allocated };
}

type Audited = { sku: string; by: number; cause: string; reference: string; actor: string };

/** Returns the audit write of a change of on hand; `before` is what was read a moment earlier. */
function audited(action: string, { sku, by, cause, reference, actor }: Audited, before: Stock | null) {
  const subject = `stock:${sku}`;
  const { onHand } = levelOf(before);
  return Audit.record({
    auditId: Audit.idOf(action, subject, reference),
    action,
    subject,
    actor,
    note: cause,
    before: { onHand },
    after: { onHand: onHand + by },
  });
}
