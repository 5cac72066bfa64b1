import { DomainError } from "@securecart/core/error";
import { Log } from "@securecart/core/log";
import { Payment } from "@securecart/core/payment";
import { Trace } from "@securecart/core/trace";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { ZodError } from "zod";

/** Stripe's webhook: 200 once it is stored and queued, 400 for what Stripe did not sign, else Stripe tries again. */
export const handler = (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> =>
  Trace.run(Trace.of({ get: (name) => event.headers[name] ?? null }), () => take(event));

async function take(event: APIGatewayProxyEventV2) {
  const body = event.isBase64Encoded
    ? Buffer.from(event.body ?? "", "base64").toString("utf8")
    : (event.body ?? "");
  try {
    await Payment.intake({ body, signature: event.headers["stripe-signature"] });
    return answer(200, { received: true });
  } catch (error) {
    if (error instanceof DomainError) return answer(400, { code: error.code, message: error.message });
    if (error instanceof ZodError)
      return answer(400, { code: "input.invalid", message: "Send Stripe's event as the body." });
    Log.error("payment.intake_failed", error);
    return answer(500, { code: "internal", message: "Please send this event again." });
  }
}

const answer = (statusCode: number, body: unknown) => ({
  statusCode,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: JSON.stringify(body),
});
