import { Clock } from "../clock";
import { pauseAfter } from "../tax-id/rule";

/** Returns the row that has an order's tax ID checked again, to be created in the transaction that places it. */
export function openRow(orderId: string) {
  const createdAt = Clock.iso();
  return { orderId, state: "open" as const, checks: 0, dueAt: Clock.iso(pauseAfter(0)), createdAt };
}
