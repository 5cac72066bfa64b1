import type { Chance } from "./chance";
import type { Verbs } from "./counter";
import { No, type openCounters } from "./counters";
import { untilItWorks } from "./shopper";
import { delay } from "./wait";

/** What becomes of an order that was paid. */
export const fates = [
  "delivered",
  "canceled",
  "refunded by line",
  "refunded by amount",
  "refunded by two",
  "packed",
  "left alone",
] as const;
export type Fate = (typeof fates)[number];

/** What the shop has told its staff: it may not take any of it back. */
export type Work = {
  orderId: string;
  fate: Fate;
  /** Where the order must stand in the end. */
  expects: string;
  /** Refunds that the shop said are written. */
  refundIds: string[];
  /** What the shop said no to, by code. */
  refused: string[];
  retries: number;
  finished: boolean;
};

type Task = { orderId: string; fate: Fate; turnsDown: boolean };
type Seen = Awaited<ReturnType<Verbs["look"]>>;
type Refund = Omit<Parameters<Verbs["refund"]>[0], "orderId" | "actor" | "reason">;

const by = { actor: "staff:ada" };

/** Sees one paid order to its end, again and again where the shop is down, until done or told to stop. */
export async function clerk(
  { ask }: Pick<ReturnType<typeof openCounters>, "ask">,
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
  /** The same request however often it must be made. */
  const refund = async (requestId: string, what: Refund) => {
    const request = { orderId, reason: "Came back.", requestId, ...what, ...by };
    work.refundIds.push((await insist(() => ask("refund", request))).refundId);
  };
  const acts: Record<Fate, (seen: Seen) => Promise<unknown>> = {
    delivered: async () => {
      await send();
      await reach("deliver", "delivered");
    },
    canceled: () => insist(cancel),
    "refunded by line": async ({ lines: [line] }) => {
      await send();
      await refund("line", { lines: [{ sku: line?.sku ?? "", quantity: 1, restock: true }] });
    },
    "refunded by amount": ({ total }) => refund("amount", { amount: Math.ceil(total / 3) }),
    /** More than half of it, twice at once: one of them must be refused. */
    "refunded by two": async ({ total }) => {
      const amount = Math.ceil(total * 0.6);
      const two = await Promise.allSettled(["first", "second"].map((name) => refund(name, { amount })));
      for (const outcome of two) {
        if (outcome.status === "fulfilled") continue;
        if (!(outcome.reason instanceof No) || outcome.reason.code !== "refund.above_rest")
          throw outcome.reason;
        work.refused.push(outcome.reason.code);
      }
    },
    packed: () => reach("pack", "packed"),
    "left alone": async () => undefined,
  };

  try {
    const isEarly = fate === "canceled" && chance.whole(0, 1) === 1;
    const seen = isEarly ? await insist(() => ask("look", { orderId })) : await arrival();
    if (seen.status === "canceled") work.expects = "canceled";
    else await acts[fate](seen);
    work.finished = true;
  } catch (error) {
    if (!(error instanceof No)) throw error;
    work.refused.push(error.code);
  }
  return work;

  /** Looks until the money has been taken, or never will be; one in review gets its verdict. */
  async function arrival(): Promise<Seen> {
    for (;;) {
      const seen = await insist(() => ask("look", { orderId }));
      if (seen.status === "in_review" && !seen.reviewed) await insist(judge);
      else if (!["pending", "authorized", "in_review"].includes(seen.status)) return seen;
      await delay(300);
    }
  }

  async function judge() {
    const verdict = { approved: !turnsDown, cause: turnsDown ? "Looks stolen." : "Known customer." };
    await ask("review", { orderId, ...verdict, ...by }).catch((error) => {
      if (!(error instanceof No) || error.code !== "fulfillment.not_in_review") throw error;
    });
  }

  /** Of one that is just being paid more than one call may be needed. */
  async function cancel() {
    const status = await ask("cancelOrder", { orderId, cause: "The customer called.", ...by });
    if (status !== "canceled" && status !== "canceled_refunded") throw new Error(`It is ${status} still.`);
    work.expects = status;
  }
}
