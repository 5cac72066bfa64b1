import type { Dashboard } from "./dashboard";

type Input<Name extends keyof Dashboard> = Parameters<Dashboard[Name]>[1];
type Result<Name extends keyof Dashboard> = Promise<ReturnType<Dashboard[Name]>>;

/**
 * Returns a typed client for the control routes of the server at `base`. Amounts are minor units. A refused action throws
 * with Stripe's message.
 */
export function stripeControl(base: string) {
  async function post<Output>(route: string, body: object): Promise<Output> {
    const response = await fetch(`${base}/_control/${route}`, { method: "POST", body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
    const output: Output = await response.json();
    return output;
  }
  return {
    /** Refunds an amount, or the whole remainder, without our metadata. */
    refundInDashboard: (input: Input<"refund">): Result<"refund"> => post("dashboard/refund", input),
    /** Captures an amount and releases the rest, or captures everything. */
    captureInDashboard: (input: Input<"capture">): Result<"capture"> => post("dashboard/capture", input),
    cancelInDashboard: (input: Input<"cancel">): Result<"cancel"> => post("dashboard/cancel", input),
    /** Opens a dispute (`reason`, `amount`, `inquiry`), as a customer's bank does. */
    disputePayment: (input: Input<"dispute">): Result<"dispute"> => post("dashboard/dispute", input),
    closeDispute: (input: Input<"closeDispute">): Result<"closeDispute"> =>
      post("dashboard/close-dispute", input),
    escalateInquiry: (input: Input<"escalateInquiry">): Result<"escalateInquiry"> =>
      post("dashboard/escalate-inquiry", input),
    warnOfFraud: (input: Input<"warnOfFraud">): Result<"warnOfFraud"> =>
      post("dashboard/warn-of-fraud", input),
    /** Fails a refund that is pending or has succeeded. */
    failRefund: (refundId: string, failureReason?: string): Result<"failRefund"> =>
      post("dashboard/fail-refund", { refundId, ...(failureReason && { failureReason }) }),
  };
}
