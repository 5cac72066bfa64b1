import type { Verbs } from "./backend";
import type { Backends } from "./backends";
import { Refused } from "./backends";
import type { Bank } from "./bank";
import type { Chance } from "./chance";
import { delay } from "./wait";

export type Seen = Awaited<ReturnType<Verbs["look"]>>;
type Ask = Backends["ask"];

type Task = {
  orderId: string;
  ask: Ask;
  bank: Bank;
  chance: Chance;
  /** True when the bank decides disputes for the shop. */
  wins: boolean;
  insist: <Result>(step: () => Promise<Result>) => Promise<Result>;
};

const by = { actor: "staff:ada" };
type Act = Seen["outlook"]["staffMay"][number];

/** Refusals because the order changed between reading it and acting. The order is read again. */
const passing = [
  "order.blocked",
  "order.fully_refunded",
  "order.no_obstacle",
  "order.obstacles_changed",
  "fulfillment.not_now",
  "fulfillment.nothing_to_ship",
  "fulfillment.not_in_review",
  "fulfillment.too_late",
  "refund.above_rest",
  "refund.not_failed",
  "refund.too_late",
  "return.decided",
  "return.not_approved",
];

/**
 * Does the actions that an order's outlook offers to staff, one at a time, until the order is settled. Returns its
 * status.
 */
export async function settleOrder({ orderId, ask, bank, chance, wins, insist }: Task) {
  const acts: Partial<Record<Act, (seen: Seen) => Promise<unknown>>> = {
    approve: () => ask("review", { orderId, approved: true, cause: "Known customer.", ...by }),
    pack: () => ask("pack", { orderId, ...by }),
    ship: () => ask("ship", { orderId, carrier: "Pigeon Post", tracking: "PP-1", ...by }),
    deliver: () => ask("deliver", { orderId, ...by }),
    cancel: () => ask("cancelOrder", { orderId, cause: "It cannot be sent.", ...by }),
    override: ({ obstacles }) => ask("override", { orderId, seen: obstacles, cause: "We know them.", ...by }),
    retry_refund: ({ refunds }) => ask("retryRefund", { orderId, refundId: failedOf(refunds), ...by }),
    settle_refund: ({ refunds }) =>
      ask("settleRefund", { orderId, refundId: failedOf(refunds), reference: "Bank transfer 7", ...by }),
    decide_return: ({ returns }) =>
      ask("decideReturn", {
        orderId,
        returnId: returns.requested,
        approved: true,
        answer: "Send it.",
        ...by,
      }),
    receive_return: ({ returns }) =>
      ask("receiveReturn", { orderId, returnId: returns.approved, restock: true, ...by }),
    answer_dispute: async ({ disputeId }) => {
      if (disputeId) await bank.decide(disputeId, wins);
    },
  };
  for (;;) {
    const seen = await insist(() => ask("look", { orderId }));
    if (seen.isSettled) return seen.status;
    const [act] = chance.shuffled(dueOf(seen));
    if (act) await insist(() => attempt(seen, act));
    await delay(300);
  }

  async function attempt(seen: Seen, act: Act) {
    try {
      await acts[act]?.(seen);
    } catch (error) {
      if (!(error instanceof Refused) || !passing.includes(error.code)) throw error;
    }
  }
}

/** Lists the actions that are due. An order is canceled only when an obstacle blocks it or it has no goods. */
function dueOf({ outlook, obstacles, hasGoods }: Seen): Act[] {
  const may = (names: Act[]) => outlook.staffMay.filter((act) => names.includes(act));
  const urgent = may(["retry_refund", "settle_refund", "decide_return", "receive_return", "answer_dispute"]);
  if (urgent.length > 0) return urgent;
  if (outlook.staffMay.includes("approve")) return ["approve"];
  return may(
    obstacles.length > 0 || !hasGoods ? ["override", "cancel", "deliver"] : ["pack", "ship", "deliver"],
  );
}

const failedOf = (refunds: Seen["refunds"]) =>
  refunds.find(({ state }) => state === "failed")?.refundId ?? "";
