import { DomainError } from "#platform/error";
import { Money } from "#platform/money";
import type { OrderView } from "./view";

export const alertCodes = ["dispute_open", "dispute_lost", "fraud_warning", "payment_mismatch"] as const;
export type AlertCode = (typeof alertCodes)[number];

/** Warning by Stripe against shipping an order. The amount is in minor units of the order's currency. */
export type Alert = { key: string; code: AlertCode; amount?: number; reason?: string };

/** Decision of a staff member to ship in spite of obstacles: their keys, who decided, and why. */
export type Override = { keys: string[]; actor: string; cause: string; at: string };

export type Obstacle = {
  key: string;
  code: AlertCode | "partly_captured" | "over_captured" | "fully_refunded";
  message: string;
};

/** Fields that obstacles depend on. All are on the order's row, so that packing checks them with one condition. */
export type Obstructed = Pick<OrderView, "captured" | "refunded" | "currency" | "alerts" | "override"> & {
  totals: { total: number };
};

/** Returns the obstacles that keep an order from being packed and shipped until staff decide. Pure. */
export function obstacles(order: Obstructed): Obstacle[] {
  return standing(order).filter(({ key }) => !order.override?.keys.includes(key));
}

/** Returns every obstacle, also those that staff decided to override. */
export function standing({ captured, refunded, totals, currency, alerts }: Obstructed): Obstacle[] {
  const money = (amount: number) => Money.format(amount, currency);
  const refundedInFull = captured > 0 && refunded >= captured;
  return [
    ...(refundedInFull
      ? [
          {
            key: `fully_refunded:${refunded}`,
            code: "fully_refunded" as const,
            message: "This order was refunded in full. Cancel it, or decide to ship it anyway.",
          },
        ]
      : []),
    ...alerts.map(
      (alert): Obstacle => ({
        key: alert.key,
        code: alert.code,
        message: messageOf(alert, money),
      }),
    ),
    ...(captured > 0 && captured < totals.total
      ? [
          {
            key: `partly_captured:${captured}`,
            code: "partly_captured" as const,
            message: `Only ${money(captured)} of ${money(totals.total)} was captured at Stripe. The rest can no longer be charged.`,
          },
        ]
      : []),
    ...(captured > totals.total
      ? [
          {
            key: `over_captured:${captured}`,
            code: "over_captured" as const,
            message: `${money(captured)} was captured at Stripe for an order of ${money(totals.total)}.`,
          },
        ]
      : []),
  ];
}

function messageOf({ code, amount = 0, reason = "" }: Alert, money: (amount: number) => string) {
  switch (code) {
    case "dispute_open":
      return `The cardholder disputes ${money(amount)} with their bank: ${wordsOf(reason)}.`;
    case "dispute_lost":
      return `A dispute was lost: the bank took ${money(amount)} back.`;
    case "fraud_warning":
      return `The card network reports this payment as fraud: ${wordsOf(reason)}. A dispute may follow.`;
    case "payment_mismatch":
      return `The payment at Stripe does not match the order: another ${wordsOf(reason)}. Compare both, then decide.`;
  }
}

/** Returns a code as words: "product not received" for "product_not_received". */
export const wordsOf = (code: string) => code.replaceAll("_", " ") || "no reason given";

/** Throws `order.fully_refunded` or `order.blocked` when an obstacle keeps the order from being packed and shipped. */
export function refuseObstacles(order: Obstructed) {
  const left = obstacles(order);
  const refunded = left.find(({ code }) => code === "fully_refunded");
  if (refunded) throw new DomainError("conflict", "order.fully_refunded", refunded.message);
  if (left.length === 0) return;
  throw new DomainError(
    "conflict",
    "order.blocked",
    `${left.map(({ message }) => message).join(" ")} Staff must first decide whether to ship it.`,
  );
}

/** Returns how much of the captured money banks hold or took because of disputes, in minor units. */
export const disputed = ({ disputes }: Pick<OrderView, "disputes">) =>
  disputes.reduce((sum, { withdrawn, reinstated }) => sum + withdrawn - reinstated, 0);
