import { z } from "zod";
import { Cursor, Dynamo, pageOf } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import type { Currency } from "#platform/money";
import { Text } from "#platform/text";
import { buyerOf, numberOf, numbersMeant } from "./number";
import { type Obstructed, obstacles } from "./obstacles";
import { OrderEntity } from "./order.entity";
import { type Status, statuses } from "./status";
import { TransitionEntity } from "./transition.entity";

export const pageSize = 25;

/** Limit of orders of one buyer that a search finds. */
const mostFound = 50;

/** Row of a list of orders. */
export type OrderRow = {
  orderId: string;
  number: string;
  status: Status;
  createdAt: string;
  updatedAt: string;
  name: string;
  email: string;
  items: number;
  total: number;
  currency: Currency;
  refunded: number;
  risk: { score: number; reasons: string[] } | null;
  hasVerdict: boolean;
  /** Obstacles keep the order from being packed until staff decide. */
  blocked: boolean;
};

const Question = z.object({
  status: z.enum(statuses).optional(),
  /** Lists the longest waiting first; for one status only. */
  oldestFirst: z.boolean().default(false),
  cursor: Cursor.optional(),
});

/** Returns orders of one status or all, newest first, a page at a time. One request. */
export const list = fn(Question, async ({ status, oldestFirst, cursor }) => {
  const rows = status ? await ofStatus(status, oldestFirst, cursor) : await backFrom(cursor);
  return pageOf(rows.map(rowOf), pageSize, ({ createdAt, orderId }) => ({ at: createdAt, id: orderId }));
});

async function ofStatus(status: Status, oldestFirst: boolean, cursor: Cursor | undefined) {
  const all = OrderEntity.query.byStatus({ status });
  const place = cursor && placeOf(cursor);
  const rest = !place ? all : oldestFirst ? all.gt(place) : all.lt(place);
  const { data } = await rest.go({ order: oldestFirst ? "asc" : "desc", limit: pageSize + 1 });
  return data;
}

async function backFrom(cursor: Cursor | undefined) {
  const all = OrderEntity.query.all({ list: "all" });
  const rest = cursor ? all.lt(placeOf(cursor)) : all;
  const { data } = await rest.go({ order: "desc", limit: pageSize + 1 });
  return data;
}

type Row = Awaited<ReturnType<typeof ofStatus>>[number];

/** Highest count of orders that is told apart from more. */
const mostCounted = 100;

/** Returns how many orders have a status, 100 at most; those in review without a verdict. One request. */
export const count = fn(z.object({ status: z.enum(statuses) }), async ({ status }) => {
  const { data } = await OrderEntity.query.byStatus({ status }).go({ limit: mostCounted });
  return data.filter(({ review }) => status !== "in_review" || !review).length;
});

/** Tells whether the shop ever had an order. One request. */
export async function isAny() {
  const { data } = await OrderEntity.query.all({ list: "all" }).go({ limit: 1 });
  return data.length > 0;
}

const placeOf = ({ at, id }: Cursor) => ({ createdAt: at, orderId: id });

/**
 * Finds orders by number, by id, or by the email address that they were placed with. Newest first; none without an
 * exact match.
 */
export const lookUp = fn(
  z.object({ words: z.string().max(1_000).transform(Text.plain) }),
  async ({ words }) => {
    const keys = (await idsOf(words)).map((orderId) => Dynamo.keyOf(OrderEntity.get({ orderId })));
    const items = await Dynamo.batchGet(keys);
    const rows = items.flatMap((item) => OrderEntity.parse({ Item: item }).data ?? []);
    return rows.map(rowOf).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  },
);

const mostNumbers = 100;

/** Returns the numbers of orders by their ids, at most a hundred. One request. */
export const numbers = fn(
  z.object({ orderIds: z.array(Id.schema("order")) }),
  async ({ orderIds }): Promise<Record<string, string>> => {
    const ids = [...new Set(orderIds)].slice(0, mostNumbers);
    const keys = ids.map((orderId) => Dynamo.keyOf(OrderEntity.get({ orderId })));
    const items = await Dynamo.batchGet(keys);
    const rows = items.flatMap((item) => OrderEntity.parse({ Item: item }).data ?? []);
    return Object.fromEntries(rows.map(({ orderId, number }) => [orderId, number ?? numberOf(orderId)]));
  },
);

async function idsOf(words: string) {
  if (Id.schema("order").safeParse(words).success) return [words];
  const { query } = TransitionEntity;
  const options = { order: "desc", limit: mostFound } as const;
  const numbers = await numbersMeant(words);
  if (numbers.length > 0) {
    const found = await Promise.all(numbers.map((number) => query.byNumber({ number }).go(options)));
    return [...new Set(found.flatMap(({ data }) => data.map(({ orderId }) => orderId)))];
  }
  if (!words.includes("@")) return [];
  const { data } = await query.byBuyer({ buyer: buyerOf(words) }).go(options);
  return data.map(({ orderId }) => orderId);
}

/** Returns the list row of a stored order. */
export function rowOf(order: Row): OrderRow {
  const { orderId, number, status, createdAt, updatedAt, contact, lines, totals, risk, refunded = 0 } = order;
  return {
    orderId,
    number: number ?? numberOf(orderId),
    status,
    createdAt,
    updatedAt,
    name: contact.name,
    email: contact.email,
    items: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    total: totals.total,
    currency: totals.currency,
    refunded,
    risk: risk ? { score: risk.score, reasons: risk.reasons } : null,
    hasVerdict: order.review !== undefined,
    blocked: obstacles(obstructed(order)).length > 0,
  };
}

const obstructed = (order: Row): Obstructed => ({
  captured: order.captured ?? 0,
  refunded: order.refunded ?? 0,
  totals: order.totals,
  currency: order.totals.currency,
  alerts: order.alerts ?? [],
  override: order.override ?? null,
});
