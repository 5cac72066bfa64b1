import type { OrderView } from "../order";

/** What Stripe says of an order's payment right now, reduced to what decides. Amounts in minor units. */
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
  /** A void payment whose authorization ran out by itself: nobody canceled it. */
  lapsed?: boolean;
};

/** open: not paid yet. authorized: the money is reserved. captured: it is ours. void: it was let go. */
export type PaymentState = "open" | "processing" | "authorized" | "captured" | "void" | "expired";

export type Decision =
  | { do: "nothing" }
  /**
   * Something that we must not believe: what Stripe holds is not what we asked for. `holdsMoney` when Stripe took or
   * reserved money for it, so that a person has to look.
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
 * What an order does about a snapshot. Pure, and the same for the return page, the webhook and the sweeper, so that
 * any of them may be first, last or late: a snapshot that tells nothing new decides nothing.
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
 * Compared before anything is believed: whose order, which session, which money, how much. A payment that holds no
 * money any more needs no right amount, and how much of it was captured is for Stripe to say.
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
