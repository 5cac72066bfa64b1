"use server";

import { Fulfillment } from "@securecart/core/fulfillment";
import { Payment } from "@securecart/core/payment";
import { Return } from "@securecart/core/return";
import { Text } from "@securecart/core/text";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome, typed } from "#app/_lib/attempt";
import { requireOrder } from "#app/_lib/order-access";

const Access = z.object({ token: z.string().max(200) });

/** Back to the payment page; the same one as long as it is open. */
export async function payOrder(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attempt(async () => {
    const { url } = await Payment.start({ orderId: await opened(form) });
    redirect(url);
  });
}

/** Gives the order up. One that turns out to be paid stays paid, and the page says so. */
export async function cancelOrder(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attempt(async () => {
    await Payment.cancel({
      orderId: await opened(form),
      actor: "shopper",
      cause: "The shopper canceled the order.",
    });
    refresh();
  });
}

/** Gives up an order that is paid and has not been sent; its money goes back. */
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
    : { ...outcome, message: "Your order has just been sent, so it can no longer be canceled." };
}

const Wish = z.object({
  reason: z.enum(Return.reasons, "Choose a reason."),
  note: z.string().default(""),
  requestId: z.uuid(),
});

const Quantity = Text.cleaned(30)
  .transform(Text.digits)
  .pipe(z.string().regex(/^\d*$/, "Enter a whole number."))
  .transform((digits) => Math.min(Number(digits), 10_000));

/** Asks to send goods back: `quantity:<sku>` of each line of which something goes back. */
export async function requestReturn(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const outcome = await attempt(async () => {
    const sent = fields(form);
    const wanted = Object.entries(sent).filter(([name]) => name.startsWith("quantity:"));
    // By their names, so that a complaint stands beside its field.
    const quantities = z.record(z.string(), Quantity).parse(Object.fromEntries(wanted));
    const lines = Object.entries(quantities)
      .map(([name, quantity]) => ({ sku: name.slice("quantity:".length), quantity }))
      .filter(({ quantity }) => quantity > 0);
    await Return.request({ orderId: await opened(form), lines, ...Wish.parse(sent) });
  });
  refresh();
  return outcome.ok ? outcome : { ...outcome, values: typed(form) };
}

/** The order whose token or id the form carries: an action trusts no page, it opens the order itself. */
const opened = (form: FormData) => requireOrder(Access.parse(fields(form)).token);
