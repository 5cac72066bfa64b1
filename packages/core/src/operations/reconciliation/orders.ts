import { type Status, steps } from "#sales/order";
import { Pricing, taxOfOldOrder } from "#sales/pricing";
import type { Facts } from "./facts";
import type { Finding } from "./finding";

type Order = Facts["order"][number];
type Step = { status: Status; at: string };

/** Each order took legal steps only, stands where they end, and was priced from its own lines. */
export function judgeOrders({ order, transition }: Facts): Finding[] {
  const paths = Map.groupBy(transition, ({ orderId }) => orderId);
  const known = new Set(order.map(({ orderId }) => orderId));
  const strangers = [...paths.keys()].filter((orderId) => !known.has(orderId));
  return [
    ...strangers.map(
      (about): Finding => ({ kind: "order.end", about, says: "has a timeline and does not exist" }),
    ),
    ...order.flatMap((row) => [
      ...judgePath(row, paths.get(row.orderId) ?? []),
      ...judgeTotal(row),
      ...judgeExemption(row),
    ]),
  ];
}

function judgePath({ orderId, status }: Order, found: Step[]): Finding[] {
  const path = inOrder(found);
  const says = path.join(" → ") || "no steps at all";
  const legal = path[0] === "pending" && path.slice(1).every((to, i) => leads(path[i], to));
  return [
    ...(legal ? [] : [{ kind: "order.path" as const, about: orderId, says }]),
    ...(path.at(-1) === status
      ? []
      : [{ kind: "order.end" as const, about: orderId, says: `${says}, but it is ${status}` }]),
  ];
}

/** By time; of steps in the same millisecond the one that can follow comes first. */
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

/** Orders from before tax IDs were checked have nothing to prove it by. */
function judgeExemption({ orderId, tax, territory, taxIdCheck }: Order): Finding[] {
  if (!tax?.exempt || !territory || taxIdCheck?.result === "valid") return [];
  const says = `no tax was charged, and the register said: ${taxIdCheck?.result ?? "nothing"}`;
  return [{ kind: "order.tax_unproven", about: orderId, says }];
}

function judgeTotal({
  orderId,
  currency,
  lines,
  totals,
  address,
  contact,
  delivery,
  tax,
  coupon,
}: Order): Finding[] {
  const wrong = (says: string): Finding[] => [{ kind: "order.total", about: orderId, says }];
  const line = lines.find(({ unitPrice, quantity, total }) => unitPrice * quantity !== total);
  if (line) return wrong(`${line.quantity} × ${line.unitPrice} of ${line.sku} is not ${line.total}`);
  const priced = Pricing.price({
    currency,
    lines,
    discounts: coupon ? [coupon.discount] : [],
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
