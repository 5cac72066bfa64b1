import type { Risk } from "../order";

/** Data about an order when it is assessed. Amounts in minor units, counts within the last hour. */
export type Signals = {
  total: number;
  currency: string;
  deliveryCountry: string;
  cardCountry: string | null;
  securityCode: "pass" | "fail" | "unknown";
  /** Stripe's rating of the charge. */
  provider: "normal" | "elevated" | "highest" | "unknown";
  ordersWithCard: number;
  ordersWithEmail: number;
  ordersFromOrigin: number;
  declines: number;
};

type Rule = { weight: number; reason: string; velocity?: true; holds: (signals: Signals) => boolean };

/** Totals above which an order is large, in minor units of any currency. */
const large = 100_000;
const veryLarge = 300_000;

const reviewFrom = 50;
const blockFrom = 100;

/** Cap for velocity, which alone never stops an order: a family, an office and a popular sale look the same. */
const velocityCap = 30;

/** Risks of an order. Weights add up. */
export const rules: Rule[] = [
  {
    weight: 100,
    reason: "Stripe rates the payment as highest risk.",
    holds: ({ provider }) => provider === "highest",
  },
  {
    weight: 50,
    reason: "Stripe rates the payment as elevated risk.",
    holds: ({ provider }) => provider === "elevated",
  },
  { weight: 50, reason: "The order is very large.", holds: ({ total }) => total > veryLarge },
  { weight: 25, reason: "The order is large.", holds: ({ total }) => total > large && total <= veryLarge },
  {
    weight: 20,
    reason: "The card comes from another country than the delivery goes to.",
    holds: ({ cardCountry, deliveryCountry }) => cardCountry !== null && cardCountry !== deliveryCountry,
  },
  {
    weight: 35,
    reason: "The card's security code did not match.",
    holds: ({ securityCode }) => securityCode === "fail",
  },
  {
    weight: 30,
    reason: "Three or more cards were declined before one was accepted.",
    holds: ({ declines }) => declines >= 3,
  },
  {
    weight: 30,
    velocity: true,
    reason: "The card was used for more than three orders within an hour.",
    holds: ({ ordersWithCard }) => ordersWithCard > 3,
  },
  {
    weight: 20,
    velocity: true,
    reason: "The email address ordered more than five times within an hour.",
    holds: ({ ordersWithEmail }) => ordersWithEmail > 5,
  },
  {
    weight: 20,
    velocity: true,
    reason: "More than ten orders came from one origin within an hour.",
    holds: ({ ordersFromOrigin }) => ordersFromOrigin > 10,
  },
];

/** Weighs the signals: approve, review by staff, or block, with every reason that counted. Pure. */
export function weigh(signals: Signals): Omit<Risk, "at"> {
  const against = rules.filter(({ holds }) => holds(signals));
  const sum = (some: Rule[]) => some.reduce((total, { weight }) => total + weight, 0);
  const score =
    sum(against.filter(({ velocity }) => !velocity)) +
    Math.min(velocityCap, sum(against.filter(({ velocity }) => velocity)));
  const result = score >= blockFrom ? "block" : score >= reviewFrom ? "review" : "approve";
  return { result, score, reasons: against.map(({ reason }) => reason) };
}
