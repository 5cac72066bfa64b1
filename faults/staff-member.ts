import { randomUUID } from "node:crypto";
import type { Verbs } from "./backend";
import { type Backends, Refused } from "./backends";
import type { Bank } from "./bank";
import type { Chance } from "./chance";
import { type Seen, settleOrder } from "./settle-order";
import { untilItWorks } from "./shopper";
import { delay } from "./wait";

/** Fates of paid orders, dealt in turn. */
export const fates = [
  "delivered",
  "canceled",
  "refunded by line",
  "refunded in full at Stripe",
  "refund failed later",
  "disputed and won",
  "refunded by amount",
  "reported as fraud",
  "canceled, and the refund failed later",
  "refunded by two",
  "refunded in part at Stripe",
  "disputed and lost",
  "in every kind of trouble",
  "packed",
  "left alone",
] as const;

/** Fates of payments in review, which are not captured before a decision. */
export const fatesInReview = ["delivered", "captured in part at Stripe", "canceled at Stripe"] as const;
export type Fate = (typeof fates)[number] | (typeof fatesInReview)[number] | "returned";

/** Results that the shop has confirmed to its staff; none may be lost later. */
export type Work = {
  orderId: string;
  fate: Fate;
  /** Status that the order must have in the end. */
  expects: string;
  /** Refunds that the shop confirmed. */
  refundIds: string[];
  /** Error codes of requests that the shop refused. */
  refused: string[];
  retries: number;
  finished: boolean;
};

type Task = { orderId: string; fate: Fate; turnsDown: boolean };
type Backend = { ask: Backends["ask"]; bank: Bank };
type Refund = Omit<Parameters<Verbs["refund"]>[0], "orderId" | "actor" | "reason">;

const by = { actor: "staff:ada" };

/**
 * Works on one paid order as a staff member until its fate is done or `signal` aborts. Retries while the shop is down.
 */
export async function staffMember(
  { ask, bank }: Backend,
  { orderId, fate, turnsDown }: Task,
  chance: Chance,
  signal: AbortSignal,
) {
  const start = { expects: "paid", refundIds: [], refused: [], retries: 0, finished: false };
  const work: Work = { ...start, orderId, fate };
  const insist = <Result>(step: () => Promise<Result>) => untilItWorks(step, work, chance, signal);
  const reach = async (verb: "pack" | "deliver", status: string) => {
    await insist(() => ask(verb, { orderId, ...by }));
    work.expects = status;
  };
  const send = async () => {
    await reach("pack", "packed");
    await insist(() => ask("ship", { orderId, carrier: "Pigeon Post", tracking: "PP-1", ...by }));
    work.expects = "shipped";
  };
  /** Polls the order until a condition is true. */
  const until = async (isTrue: (seen: Seen) => boolean) => {
    for (;;) {
      const seen = await insist(() => ask("look", { orderId }));
      if (isTrue(seen)) return seen;
      await delay(300);
    }
  };
  const toTheEnd = async () => {
    const wins = fate !== "disputed and lost";
    work.expects = await settleOrder({ orderId, ask, bank, chance, wins, insist });
  };
  /** Runs a step half of the time, so that some act before the shop knows of an incident and some afterwards. */
  const sometimes = async (step: () => Promise<unknown>) => {
    if (chance.whole(0, 1) === 1) await step();
  };
  const sendAndDeliver = async () => {
    await send();
    await reach("deliver", "delivered");
  };
  const dispute = async ({ intentId }: Seen) => {
    await sometimes(sendAndDeliver);
    await insist(() => bank.dispute(intentId ?? ""));
    await until(({ disputed }) => disputed);
    await toTheEnd();
  };
  /** Lets a refund that had succeeded fail at the bank. */
  const failLater = async (refundId: string) => {
    const rowOf = ({ refunds }: Seen) => refunds.find((row) => row.refundId === refundId);
    const sent = rowOf(await until((seen) => rowOf(seen)?.state === "succeeded"));
    await insist(() => bank.failRefund(sent?.stripeRefundId ?? ""));
    const { intentId } = await until((seen) => rowOf(seen)?.state === "failed");
    await sometimes(() => insist(() => bank.refundAll(intentId ?? "")));
    await toTheEnd();
  };
  /** Acts in Stripe's dashboard before the shop's staff review the payment. */
  const atOnce = async (act: (payment: { id: string; amount: number }) => Promise<unknown>) => {
    const payment = await insist(() => bank.paymentOf(orderId));
    await insist(() => act(payment));
    await toTheEnd();
  };
  /** Requests a refund; a retry repeats the same request. */
  const refund = async (requestId: string, what: Refund) => {
    const request = { orderId, reason: "Came back.", requestId, ...what, ...by };
    work.refundIds.push((await insist(() => ask("refund", request))).refundId);
  };
  const acts: Record<Fate, (seen: Seen) => Promise<unknown>> = {
    delivered: sendAndDeliver,
    canceled: () => insist(cancel),
    "refunded by line": async ({ lines: [line] }) => {
      await send();
      await refund("line", { lines: [{ sku: line?.sku ?? "", quantity: 1, restock: true }] });
    },
    "refunded by amount": ({ total }) => refund("amount", { amount: Math.ceil(total / 3) }),
    /** Refunds more than half twice at once; one must be refused. */
    "refunded by two": async ({ total }) => {
      const amount = Math.ceil(total * 0.6);
      const two = await Promise.allSettled(["first", "second"].map((name) => refund(name, { amount })));
      for (const outcome of two) {
        if (outcome.status === "fulfilled") continue;
        if (!(outcome.reason instanceof Refused) || outcome.reason.code !== "refund.above_rest")
          throw outcome.reason;
        work.refused.push(outcome.reason.code);
      }
    },
    packed: () => reach("pack", "packed"),
    "left alone": async () => undefined,
    "refunded in part at Stripe": async ({ intentId, total }) => {
      const amount = chance.whole(1, total - 1);
      await insist(() => bank.refundPart(intentId ?? "", amount));
      await sometimes(() => until(({ refunded }) => refunded >= amount));
      await toTheEnd();
    },
    "refunded in full at Stripe": async ({ intentId }) => {
      await insist(() => bank.refundAll(intentId ?? ""));
      await sometimes(() => until(({ refunded, captured }) => refunded >= captured));
      await toTheEnd();
    },
    "disputed and won": dispute,
    "disputed and lost": dispute,
    "reported as fraud": async ({ intentId }) => {
      await insist(() => bank.warn(intentId ?? ""));
      await sometimes(() => until(({ warned }) => warned));
      await toTheEnd();
    },
    "in every kind of trouble": async ({ intentId, total }) => {
      const payment = intentId ?? "";
      const part = chance.whole(1, Math.floor(total / 2));
      const troubles = [
        () => bank.warn(payment),
        () => bank.refundPart(payment, part),
        () => bank.dispute(payment),
        () => ask("refund", { orderId, amount: part, reason: "Came late.", requestId: "late", ...by }),
      ];
      for (const trouble of chance.shuffled(troubles)) await insist(() => unlessRefused(trouble()));
      await toTheEnd();
    },
    "refund failed later": async ({ lines: [line] }) => {
      await sometimes(sendAndDeliver);
      await refund("line", { lines: [{ sku: line?.sku ?? "", quantity: 1, restock: true }] });
      await failLater(work.refundIds[0] ?? "");
    },
    "canceled, and the refund failed later": async () => {
      await insist(cancel);
      const { refunds } = await until((seen) => seen.refunds.length > 0);
      await failLater(refunds[0]?.refundId ?? "");
    },
    "captured in part at Stripe": () =>
      atOnce(({ id, amount }) => bank.capturePart(id, chance.whole(1, amount - 1))),
    "canceled at Stripe": () => atOnce(({ id }) => bank.cancel(id)),
    /** Returns all lines, the free item too. */
    returned: async ({ lines }) => {
      await sendAndDeliver();
      const wish = { reason: "unwanted" as const, note: "", requestId: randomUUID() };
      const all = lines.map(({ sku, quantity }) => ({ sku, quantity }));
      await insist(() => ask("askReturn", { orderId, lines: all, ...wish }));
      await toTheEnd();
    },
  };

  try {
    const isEarly =
      fate === "captured in part at Stripe" ||
      fate === "canceled at Stripe" ||
      (fate === "canceled" && chance.whole(0, 1) === 1);
    const seen = isEarly ? await insist(() => ask("look", { orderId })) : await arrival();
    if (seen.status === "canceled") work.expects = "canceled";
    else await acts[fate](seen);
    work.finished = true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    work.refused.push(error.code);
  }
  return work;

  /** Ignores a refusal because too little is left: more may have been refunded or disputed meanwhile. */
  async function unlessRefused(step: Promise<unknown>) {
    await step.catch((error) => {
      if (!(error instanceof Refused) || error.code !== "refund.above_rest") throw error;
    });
  }

  /** Polls until the payment is captured or never will be. Decides about a payment in review. */
  async function arrival(): Promise<Seen> {
    for (;;) {
      const seen = await insist(() => ask("look", { orderId }));
      if (seen.status === "in_review" && !seen.reviewed) await insist(review);
      else if (!["pending", "authorized", "in_review"].includes(seen.status)) return seen;
      await delay(300);
    }
  }

  async function review() {
    const verdict = { approved: !turnsDown, cause: turnsDown ? "Looks stolen." : "Known customer." };
    await ask("review", { orderId, ...verdict, ...by }).catch((error) => {
      if (!(error instanceof Refused) || error.code !== "fulfillment.not_in_review") throw error;
    });
  }

  /** Cancels the order. Throws while it is still being paid, so that the cancellation is repeated. */
  async function cancel() {
    const status = await ask("cancelOrder", { orderId, cause: "The customer called.", ...by });
    if (status !== "canceled" && status !== "canceled_refunded")
      throw new Error(`The order is still ${status}.`);
    work.expects = status;
  }
}
