import { type Status, steps } from "#sales/order";
import { Pricing, taxOfOldOrder } from "#sales/pricing";
import type { Discrepancy } from "./discrepancy";
import type { Facts } from "./facts";

type Order = Facts["order"][number];
type Step = { status: Status; at: string };

/** Checks the steps, the status and the total of each order. */
export function checkOrders({ order, transition }: Facts): Discrepancy[] {
  const paths = Map.groupBy(transition, ({ orderId }) => orderId);
  const known = new Set(order.map(({ orderId }) => orderId));
  const strangers = [...paths.keys()].filter((orderId) => !known.has(orderId));
  return [
    ...strangers.map(
      (about): Discrepancy => ({ kind: "order.end", about, text: "has a timeline and no order" }),
    ),
    ...order.flatMap((row) => [
      ...checkPath(row, paths.get(row.orderId) ?? []),
      ...checkTotal(row),
      ...checkExemption(row),
    ]),
  ];
}

function checkPath({ orderId, status }: Order, found: Step[]): Discrepancy[] {
  const path = inOrder(found);
  const text = path.join(" → ") || "no steps at all";
  const legal = path[0] === "pending" && path.slice(1).every((to, i) => leads(path[i], to));
  return [
    ...(legal ? [] : [{ kind: "order.path" as const, about: orderId, text }]),
    ...(path.at(-1) === status
      ? []
      : [{ kind: "order.end" as const, about: orderId, text: `${text}, but it is ${status}` }]),
  ];
}

/** Returns the statuses by time; of steps in the same millisecond, one that may follow comes first. */
function inOrder(found: Step[]): Status[] {
  const left = found.toSorted((a, b) => a.at.localeCompare(b.at));
  const path: Status[] = [];
  while (left.length > 0) {
    const sameTime = left.filter(({ at }) => at === left[0]?.at);
    const next = sameTime.find(({ status }) => leads(path.at(-1), status)) ?? sameTime[0];
    if (!next) break;
    left.splice(left.indexOf(next), 1);
    path.push(next.status);
  }
  return path;
}

const leads = (from: Status | undefined, to: Status) => (from ? steps[from].includes(to) : to === "pending");

/** Checks that a tax exemption was confirmed. Skips orders from before tax IDs were checked, which have no territory. */
function checkExemption({ orderId, tax, territory, taxIdCheck }: Order): Discrepancy[] {
  if (!tax?.exempt || !territory || taxIdCheck?.result === "valid") return [];
  const text = `no tax was charged, and the register said: ${taxIdCheck?.result ?? "nothing"}`;
  return [{ kind: "order.tax_unproven", about: orderId, text }];
}

function checkTotal({
  orderId,
  currency,
  lines,
  totals,
  address,
  contact,
  delivery,
  tax,
  coupon,
  automatic,
}: Order): Discrepancy[] {
  const wrong = (text: string): Discrepancy[] => [{ kind: "order.total", about: orderId, text }];
  const line = lines.find(({ unitPrice, quantity, total }) => unitPrice * quantity !== total);
  if (line) return wrong(`${line.quantity} × ${line.unitPrice} of ${line.sku} is not ${line.total}`);
  const priced = Pricing.price({
    currency,
    lines,
    discounts: [automatic, coupon].flatMap((one) => (one ? [one.discount] : [])),
    shipping: delivery.amount,
    tax: tax ?? taxOfOldOrder({ ...address, taxId: contact?.taxId }),
  });
  for (const name of [
    "subtotal",
    "discount",
    "shipping",
    "shippingDiscount",
    "relief",
    "tax",
    "total",
  ] as const)
    if (priced[name] !== totals[name])
      return wrong(`the ${name} was ${totals[name]}; its lines, delivery and address make ${priced[name]}`);
  return [];
}
