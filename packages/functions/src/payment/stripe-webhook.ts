import { DomainError } from "@securecart/core/error";
import { Log } from "@securecart/core/log";
import { Payment } from "@securecart/core/payment";
import { Trace } from "@securecart/core/trace";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { ZodError } from "zod";

/**
 * Responds to Stripe: 200 once the event is stored and queued, 400 when the body is not an event from Stripe, else 500,
 * after which Stripe sends it again.
 */
export const handler = (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> =>
  Trace.run(Trace.of({ get: (name) => event.headers[name] ?? null }), () => intake(event));

async function intake(event: APIGatewayProxyEventV2) {
  try {
    const body = textOf(event);
    if (body === null)
      return answer(400, { code: "payment.unreadable", message: "The body is not UTF-8 text." });
    await Payment.intake({ body, signature: event.headers["stripe-signature"] });
    return answer(200, { received: true });
  } catch (error) {
    if (error instanceof DomainError) return answer(400, { code: error.code, message: error.message });
    if (error instanceof ZodError)
      return answer(400, { code: "input.invalid", message: error.issues[0]?.message ?? "Send an event." });
    Log.error("payment.intake_failed", error);
    return answer(500, { code: "internal", message: "Please send this event again." });
  }
}

/** Returns the body as text, or null when it is not UTF-8. API Gateway passes on a body that looks binary as base64. */
function textOf({ body = "", isBase64Encoded }: APIGatewayProxyEventV2) {
  if (!isBase64Encoded) return body;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(body, "base64"));
  } catch {
    return null;
  }
}

const answer = (statusCode: number, body: unknown) => ({
  statusCode,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: JSON.stringify(body),
});
