export type Quantity = { sku: string; quantity: number };
type Lines = readonly Quantity[];

/** Entry of the ledger: a change of what is on hand. */
type Movement = {
  reference: string;
  kind: "received" | "sale" | "return" | "write_off" | "adjustment";
  quantity: number;
  cause: string;
  actor?: string;
};

/** Effect of one step on one SKU. On hand is available + held + allocated, so it changes only with a movement. */
export type StockChange = {
  sku: string;
  available?: number;
  held?: number;
  allocated?: number;
  movement?: Movement;
};

/** Effect of one step on the goods of its order. `endsHold`: the order is no longer pending. */
export type GoodsChange = { changes: StockChange[]; endsHold?: boolean };

/** Holds goods for an order that was placed and not paid. */
export const hold = (lines: Lines): GoodsChange => each(lines, (q) => ({ available: -q, held: q }));

/** Allocates held goods to an order whose payment was authorized. They stay on hand until they are shipped. */
export const allocate = (lines: Lines): GoodsChange => ({
  ...each(lines, (q) => ({ held: -q, allocated: q })),
  endsHold: true,
});

/** Releases the held goods of an order that ends unpaid. */
export const release = (lines: Lines): GoodsChange => ({
  ...each(lines, (q) => ({ held: -q, available: q })),
  endsHold: true,
});

/** Allocates goods that are for sale to a closed order whose payment came late. */
export const allocateAvailable = (lines: Lines): GoodsChange =>
  each(lines, (q) => ({ available: -q, allocated: q }));

/** Puts goods that were allocated and will not be shipped up for sale again. */
export const deallocate = (lines: Lines): GoodsChange =>
  each(lines, (q) => ({ allocated: -q, available: q }));

/** Takes shipped goods out of the warehouse. */
export const ship = (orderId: string, lines: Lines): GoodsChange =>
  each(lines, (q) => ({
    allocated: -q,
    movement: { reference: `shipment:${orderId}`, kind: "sale", quantity: -q, cause: "Shipped." },
  }));

type Why = { reference: string; cause: string };

/** Writes off allocated goods that are refunded and cannot be sold again. */
export const writeOff = (lines: Lines, why: Why): GoodsChange =>
  each(lines, (q) => ({ allocated: -q, movement: { ...why, kind: "write_off", quantity: -q } }));

/** Undoes `writeOff`: the goods are allocated again. */
export const undoWriteOff = (lines: Lines, why: Why): GoodsChange =>
  each(lines, (q) => ({ allocated: q, movement: { ...why, kind: "write_off", quantity: q } }));

/** Puts goods that came back from the customer up for sale. */
export const restock = (lines: Lines, why: Why): GoodsChange =>
  each(lines, (q) => ({ available: q, movement: { ...why, kind: "return", quantity: q } }));

/** Undoes `restock`. */
export const undoRestock = (lines: Lines, why: Why): GoodsChange =>
  each(lines, (q) => ({ available: -q, movement: { ...why, kind: "return", quantity: -q } }));

/** Combines several changes for one transaction. Throws when two of them move the same SKU in the ledger. */
export function together(...parts: GoodsChange[]): GoodsChange {
  const bySku = new Map<string, StockChange>();
  for (const change of parts.flatMap(({ changes }) => changes)) {
    const before = bySku.get(change.sku);
    if (before?.movement && change.movement) throw new Error(`${change.sku} moves twice in one transaction.`);
    bySku.set(change.sku, before ? sum(before, change) : change);
  }
  return { changes: [...bySku.values()], endsHold: parts.some(({ endsHold }) => endsHold) };
}

/** Makes one change per SKU. Skips lines of zero units, adds up lines of the same SKU. */
function each(lines: Lines, change: (quantity: number) => Omit<StockChange, "sku">): GoodsChange {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return {
    changes: [...quantities].flatMap(([sku, quantity]) =>
      quantity === 0 ? [] : [{ sku, ...change(quantity) }],
    ),
  };
}

const sum = (a: StockChange, b: StockChange): StockChange => ({
  sku: a.sku,
  available: (a.available ?? 0) + (b.available ?? 0),
  held: (a.held ?? 0) + (b.held ?? 0),
  allocated: (a.allocated ?? 0) + (b.allocated ?? 0),
  ...((a.movement ?? b.movement) && { movement: a.movement ?? b.movement }),
});
