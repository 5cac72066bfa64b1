import type Stripe from "stripe";
import { newId } from "./ids";
import { listOf } from "./lists";
import { decimals } from "./money";
import type { Handlers } from "./routes";
import { need, type World } from "./world";

interface Movement {
  type: "adjustment" | "charge" | "refund" | "refund_failure";
  /** Minor units; negative when money leaves the balance. */
  amount: number;
  fee?: number;
  feeDescription?: string;
  currency: string;
  /** Id of the charge, refund or dispute. */
  source: string;
  description: string | null;
  category: string;
}

/** Delay between a charge and its payout, in seconds. */
const PENDING_SECONDS = 2 * 24 * 3600;

/** Stripe's fee for a dispute, in minor units of a two-decimal currency. */
const DISPUTE_FEE = 1500;

/** Records one movement of the account's balance, net of its fee. */
export function book(world: World, movement: Movement): Stripe.BalanceTransaction {
  const { type, amount, fee = 0, currency, source, description, category } = movement;
  const waits = type === "charge" ? PENDING_SECONDS : 0;
  const transaction: Stripe.BalanceTransaction = {
    id: newId("txn"),
    object: "balance_transaction",
    amount,
    available_on: world.now() + waits,
    balance_type: "payments",
    created: world.now(),
    currency,
    description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency,
              description: movement.feeDescription ?? "Stripe processing fees",
              type: "stripe_fee",
            },
          ],
    net: amount - fee,
    reporting_category: category,
    source,
    status: "pending",
    type,
  };
  world.store.put("transaction", transaction);
  return asOfNow(world, transaction);
}

/** Adds a captured charge to the balance. Stripe's fee is 2.9 % plus 30 cents, as for a card in the United States. */
export function bookCharge(world: World, charge: Stripe.Charge): Stripe.BalanceTransaction {
  const { amount_captured: amount, currency, id: source, description } = charge;
  const fee = Math.min(amount, Math.round(amount * 0.029) + scaled(30, currency));
  return book(world, { type: "charge", amount, fee, currency, source, description, category: "charge" });
}

/** Adds the money of a dispute to the balance: withdrawn with a fee, or reinstated together with the fee. */
export function bookDispute(
  world: World,
  { amount, currency, id: source, charge }: Stripe.Dispute,
  way: "reinstated" | "withdrawn",
): Stripe.BalanceTransaction {
  const sign = way === "withdrawn" ? 1 : -1;
  return book(world, {
    type: "adjustment",
    amount: -sign * amount,
    fee: sign * scaled(DISPUTE_FEE, currency),
    feeDescription: "Dispute fee",
    currency,
    source,
    description: `Chargeback ${way} for ${charge}`,
    category: way === "withdrawn" ? "dispute" : "dispute_reversal",
  });
}

function scaled(cents: number, currency: string): number {
  return Math.round(cents * 10 ** (decimals(currency) - 2));
}

/** Returns the transaction with its current status. */
export function asOfNow(world: World, transaction: Stripe.BalanceTransaction): Stripe.BalanceTransaction {
  return { ...transaction, status: transaction.available_on <= world.now() ? "available" : "pending" };
}

export const balanceTransactions = {
  "GET /v1/balance_transactions": (world, { currency, source, type, ...page }) => {
    const list = listOf(world, "transaction", "/v1/balance_transactions", page, {
      equal: { currency, source, type },
    });
    return { ...list, data: list.data.map((transaction) => asOfNow(world, transaction)) };
  },
  "GET /v1/balance_transactions/:id": (world, _, { id }) => asOfNow(world, need(world, "transaction", id)),
} satisfies Partial<Handlers>;
