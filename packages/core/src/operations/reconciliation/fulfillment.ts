import type { Facts } from "./facts";
import type { Finding } from "./finding";
import type { Moment } from "./judge";

type Order = Facts["order"][number];

/** Statuses in which a person has the next word. */
const withPerson: readonly string[] = ["in_review", "paid", "packed"];

/** Each order that was authorized has one fulfillment, under its own name, which ended or waits for a person. */
export function judgeFulfillment({ order, transition, executions }: Facts, { before }: Moment): Finding[] {
  const orders = new Map(order.map((row) => [row.orderId, row]));
  const busy = new Set(transition.filter(({ at }) => at > before).map(({ orderId }) => orderId));
  return executions.flatMap(({ orderId, status }): Finding[] => {
    const found = orders.get(orderId);
    if (!found || busy.has(orderId)) return [];
    const wrong = verdict(found, status);
    return wrong
      ? [{ kind: wrong, about: orderId, says: `${found.status}, its fulfillment is ${status}` }]
      : [];
  });
}

function verdict(order: Order, execution: string) {
  switch (execution) {
    case "missing":
      return "fulfillment.missing";
    case "RUNNING":
      return waitsForPerson(order) ? null : "fulfillment.stuck";
    case "SUCCEEDED":
      return order.status === "authorized" || order.status === "in_review" ? "fulfillment.stuck" : null;
    default:
      return "fulfillment.failed";
  }
}

/** It has said what it waits for, and that has not come about. */
function waitsForPerson({ status, task, review }: Order) {
  if (!task || task.until.includes(status) || !withPerson.includes(status)) return false;
  return !(status === "in_review" && review);
}
