import { createHash } from "node:crypto";
import type { NewDispute } from "./disputes";
import { invalid, noSuch } from "./errors";

export type Decline = { code: string; declineCode: string; message: string };

/** Behavior of a test card. A card without optional fields is accepted. */
export interface TestCard {
  brand: "amex" | "mastercard" | "visa";
  decline?: Decline;
  authenticate?: true;
  risk?: "elevated" | "highest";
  /** A refund to it first succeeds and then fails (`fails`), or is first pending (`waits`). */
  refund?: "fails" | "waits";
  /** Dispute that is opened as soon as a payment is captured. */
  dispute?: NewDispute;
  /** The issuer warns of fraud as soon as a payment is captured. */
  warning?: true;
  failsCvcCheck?: true;
  /** The card can be saved, although each charge is declined. */
  attaches?: true;
}

const DECLINED = "Your card was declined.";
const declined = (
  declineCode: string,
  message = DECLINED,
  code = "card_declined",
): Pick<TestCard, "decline"> => ({
  decline: { code, declineCode, message },
});

const CARDS: Record<string, TestCard> = {
  "4242424242424242": { brand: "visa" },
  "4000056655665556": { brand: "visa" },
  "5555555555554444": { brand: "mastercard" },
  "378282246310005": { brand: "amex" },
  "4000000000000077": { brand: "visa" },
  "4000000000000002": { brand: "visa", ...declined("generic_decline") },
  "4000000000009995": {
    brand: "visa",
    ...declined("insufficient_funds", "Your card has insufficient funds."),
  },
  "4000000000009987": { brand: "visa", ...declined("lost_card") },
  "4000000000009979": { brand: "visa", ...declined("stolen_card") },
  "4000000000000069": {
    brand: "visa",
    ...declined("expired_card", "Your card has expired.", "expired_card"),
  },
  "4000000000000127": {
    brand: "visa",
    ...declined("incorrect_cvc", "Your card's security code is incorrect.", "incorrect_cvc"),
  },
  "4000000000000119": {
    brand: "visa",
    ...declined(
      "processing_error",
      "An error occurred while processing your card. Try again in a little bit.",
      "processing_error",
    ),
  },
  "4000000000000341": { brand: "visa", attaches: true, ...declined("generic_decline") },
  "4100000000000019": { brand: "visa", risk: "highest", ...declined("fraudulent") },
  "4000000000009235": { brand: "visa", risk: "elevated" },
  "4000000000000101": { brand: "visa", failsCvcCheck: true },
  "4000002760003184": { brand: "visa", authenticate: true },
  "4000000000003220": { brand: "visa", authenticate: true },
  "4000000000005126": { brand: "visa", refund: "fails" },
  "4000000000007726": { brand: "visa", refund: "waits" },
  "4000000000000259": { brand: "visa", dispute: { reason: "fraudulent" } },
  "4000000000002685": { brand: "visa", dispute: { reason: "product_not_received" } },
  "4000000000001976": { brand: "visa", dispute: { reason: "general", inquiry: true } },
  "4000000000005423": { brand: "visa", warning: true },
};

/** Stripe's names for its test cards, for code that must not handle card numbers. */
const ALIASES: Record<string, string> = {
  pm_card_visa: "4242424242424242",
  pm_card_visa_debit: "4000056655665556",
  pm_card_mastercard: "5555555555554444",
  pm_card_amex: "378282246310005",
  pm_card_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_visa_chargeDeclinedLostCard: "4000000000009987",
  pm_card_visa_chargeDeclinedStolenCard: "4000000000009979",
  pm_card_chargeDeclinedExpiredCard: "4000000000000069",
  pm_card_chargeDeclinedIncorrectCvc: "4000000000000127",
  pm_card_chargeDeclinedProcessingError: "4000000000000119",
  pm_card_chargeCustomerFail: "4000000000000341",
  pm_card_radarBlock: "4100000000000019",
  pm_card_riskLevelHighest: "4100000000000019",
  pm_card_riskLevelElevated: "4000000000009235",
  pm_card_authenticationRequired: "4000002760003184",
  pm_card_threeDSecure2Required: "4000000000003220",
  pm_card_threeDSecureRequired: "4000000000003220",
  pm_card_refundFail: "4000000000005126",
  pm_card_pendingRefund: "4000000000007726",
  pm_card_createDispute: "4000000000000259",
  pm_card_createDisputeProductNotReceived: "4000000000002685",
  pm_card_createDisputeInquiry: "4000000000001976",
  pm_card_createIssuerFraudRecord: "4000000000005423",
};

/** Any other card, which Stripe declines in test mode because it may be a real one. */
const NOT_A_TEST_CARD: TestCard = {
  brand: "visa",
  ...declined(
    "test_mode_live_card",
    "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
  ),
};

export function testCard(number: string): TestCard {
  return CARDS[number] ?? NOT_A_TEST_CARD;
}

export function isAlias(id: string): boolean {
  return Object.hasOwn(ALIASES, id) || Object.hasOwn(ALIASES, id.replace(/^tok_/, "pm_card_"));
}

export function numberOfAlias(id: string, param: string): string {
  const number = ALIASES[id] ?? ALIASES[id.replace(/^tok_/, "pm_card_")];
  if (!number) throw noSuch("PaymentMethod", id, param);
  return number;
}

/** Returns a fingerprint that is the same for every charge of a number and does not reveal the number. */
export function fingerprint(number: string): string {
  return createHash("sha256")
    .update(`fingerprint:${number}`)
    .digest("base64url")
    .replace(/[-_]/g, "x")
    .slice(0, 16);
}

export function hasValidNumber(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Returns the digits of a card number. Throws when it cannot be a card number. */
export function requireNumber(number: string | undefined): string {
  const digits = (number ?? "").replace(/[\s-]/g, "");
  if (!hasValidNumber(digits))
    throw invalid("Your card number is incorrect.", "card[number]", "incorrect_number");
  return digits;
}
