"use server";

import { Fulfillment } from "@securecart/core/fulfillment";
import { Payment } from "@securecart/core/payment";
import { Return } from "@securecart/core/return";
import { returnReasons } from "@securecart/core/settings";
import { Text } from "@securecart/core/text";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome, typed } from "#app/_lib/attempt";
import { requireOrder } from "#app/_lib/order-access";

const Access = z.object({ token: z.string().max(200) });

/** Redirects to the order's payment page, the same one while it is open. */
export async function payOrder(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attempt(async () => {
    const { url } = await Payment.start({ orderId: await opened(form) });
    redirect(url);
  });
}

/** Cancels an unpaid order. If it turns out to be paid, it stays paid and the page shows that. */
export async function cancelOrder(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attempt(async () => {
    await Payment.cancelUnpaid({
      orderId: await opened(form),
      actor: "shopper",
      cause: "The shopper canceled the order.",
    });
    refresh();
  });
}

/** Cancels a paid order that has not been shipped, and refunds it. */
export async function cancelPaidOrder(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const outcome = await attempt(async () =>
    Fulfillment.cancel({
      orderId: await opened(form),
      actor: "shopper",
      cause: "The shopper canceled the order.",
    }),
  );
  refresh();
  return outcome.ok || outcome.code !== "fulfillment.too_late"
    ? outcome
    : { ...outcome, message: "Your order has just been shipped, so it can no longer be canceled." };
}

const ReturnRequest = z.object({
  reason: z.enum(returnReasons, "Choose a reason."),
  note: z.string().default(""),
  requestId: z.uuid(),
});

const Quantity = Text.cleaned(30)
  .transform(Text.digits)
  .pipe(z.string().regex(/^\d*$/, "Enter a whole number."))
  .transform((digits) => Math.min(Number(digits), 10_000));

/** Requests a return. The form has a field `quantity:<sku>` for each line. */
export async function requestReturn(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const outcome = await attempt(async () => {
    const sent = fields(form);
    const wanted = Object.entries(sent).filter(([name]) => name.startsWith("quantity:"));
    // Parsed by field name, so that each error appears beside its field.
    const quantities = z.record(z.string(), Quantity).parse(Object.fromEntries(wanted));
    const lines = Object.entries(quantities)
      .map(([name, quantity]) => ({ sku: name.slice("quantity:".length), quantity }))
      .filter(({ quantity }) => quantity > 0);
    await Return.request({ orderId: await opened(form), lines, ...ReturnRequest.parse(sent) });
  });
  refresh();
  return outcome.ok ? outcome : { ...outcome, values: typed(form) };
}

/** Opens the order whose token or ID the form has. An action cannot trust the page, so it checks access itself. */
const opened = (form: FormData) => requireOrder(Access.parse(fields(form)).token);
