import type { OrderView } from "../order";

/** State of an order's payment at Stripe, reduced to what decisions need. Amounts in minor units. */
export type Snapshot = {
  orderId: string | null;
  sessionId: string;
  live: boolean;
  currency: string;
  amount: number;
  state: PaymentState;
  intentId: string | null;
  capturable: number;
  captured: number;
  captureBefore: string | null;
  /** True for a void payment whose authorization expired: it was not canceled. */
  lapsed?: boolean;
};

/**
 * open: not paid yet. authorized: the money is reserved. captured: it is ours. void: the payment was voided or
 * expired.
 */
export type PaymentState = "open" | "processing" | "authorized" | "captured" | "void" | "expired";

export type Decision =
  | { do: "nothing" }
  /**
   * The payment at Stripe does not match the order. `holdsMoney`: Stripe took or reserved money for it, so staff must
   * look at it.
   */
  | { do: "distrust"; what: string; holdsMoney: boolean }
  | { do: "authorize" }
  | { do: "pay" }
  | { do: "revive" }
  | { do: "close"; as: "expired" | "canceled"; from: "pending" | "authorized" };

type Known = Pick<OrderView, "orderId" | "status" | "sessionId"> & {
  totals: Pick<OrderView["totals"], "currency" | "total">;
};

/**
 * Decides what a snapshot changes on an order. Pure, and the same for the return page, the webhook and the sweeper, so
 * that any of them may be first, last or late: a snapshot without news changes nothing.
 */
export function decide(order: Known, snapshot: Snapshot, live: boolean): Decision {
  const { state } = snapshot;
  const what = mismatch(order, snapshot, live);
  if (what) return { do: "distrust", what, holdsMoney: state === "authorized" || state === "captured" };
  switch (order.status) {
    case "pending":
      if (state === "authorized" || state === "captured") return { do: "authorize" };
      if (state === "expired") return { do: "close", as: "expired", from: "pending" };
      if (state === "void") return { do: "close", as: "canceled", from: "pending" };
      return { do: "nothing" };
    case "authorized":
    case "in_review":
      if (state === "captured") return { do: "pay" };
      if (state === "void") return { do: "close", as: "canceled", from: "authorized" };
      return { do: "nothing" };
    case "expired":
    case "canceled":
      return state === "authorized" || state === "captured" ? { do: "revive" } : { do: "nothing" };
    default:
      return { do: "nothing" };
  }
}

/**
 * Compares order, session, mode, currency and amount; returns the first that differs, or null. A payment that holds no
 * money need not match the amount. The captured amount is not compared.
 */
function mismatch(order: Known, snapshot: Snapshot, live: boolean) {
  if (snapshot.orderId !== order.orderId) return "order";
  if (order.sessionId && snapshot.sessionId !== order.sessionId) return "session";
  if (snapshot.live !== live) return "mode";
  if (snapshot.state === "void" || snapshot.state === "expired") return null;
  if (snapshot.currency.toUpperCase() !== order.totals.currency) return "currency";
  if (snapshot.amount !== order.totals.total) return "amount";
  if (snapshot.state === "authorized" && snapshot.capturable !== order.totals.total)
    return "authorized amount";
  return null;
}
