import type { Moment } from "./checks";
import type { Discrepancy } from "./discrepancy";
import type { Facts } from "./facts";

type Order = Facts["order"][number];

/** Statuses in which the next step is up to a person. */
const withPerson: readonly string[] = ["in_review", "paid", "packed"];

/** Checks that each authorized order has a fulfillment, which ended or waits for a person. */
export function checkFulfillment(
  { order, transition, executions }: Facts,
  { before }: Moment,
): Discrepancy[] {
  const orders = new Map(order.map((row) => [row.orderId, row]));
  const busy = new Set(transition.filter(({ at }) => at > before).map(({ orderId }) => orderId));
  return executions.flatMap(({ orderId, status }): Discrepancy[] => {
    const found = orders.get(orderId);
    if (!found || busy.has(orderId)) return [];
    const wrong = verdict(found, status);
    return wrong
      ? [{ kind: wrong, about: orderId, text: `${found.status}, its fulfillment is ${status}` }]
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

/** Tells whether the fulfillment waits for a step of a person that was not taken yet. */
function waitsForPerson({ status, task, review }: Order) {
  if (!task || task.until.includes(status) || !withPerson.includes(status)) return false;
  return !(status === "in_review" && review);
}
