"use server";

import { DomainError } from "@securecart/core/error";
import { Fulfillment } from "@securecart/core/fulfillment";
import { OrderAccess } from "@securecart/core/order-access";
import { Payment } from "@securecart/core/payment";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome } from "../../../_lib/attempt";

const Access = z.object({ token: z.string().max(200) });

/** Back to the payment page; the same one as long as it is open. */
export async function payOrder(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attempt(async () => {
    const { url } = await Payment.start({ orderId: opened(form) });
    redirect(url);
  });
}

/** Gives the order up. One that turns out to be paid stays paid, and the page says so. */
export async function cancelOrder(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attempt(async () => {
    await Payment.cancel({
      orderId: opened(form),
      actor: "shopper",
      cause: "The shopper canceled the order.",
    });
    refresh();
  });
}

/** Gives up an order that is paid and has not been sent; its money goes back. */
export async function cancelPaidOrder(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const outcome = await attempt(() =>
    Fulfillment.cancel({
      orderId: opened(form),
      actor: "shopper",
      cause: "The shopper canceled the order.",
    }),
  );
  refresh();
  return outcome.ok || outcome.code !== "fulfillment.too_late"
    ? outcome
    : { ...outcome, message: "Your order has just been sent, so it can no longer be canceled." };
}

/** The order whose token the form carries: an action trusts no page, it opens the token itself. */
function opened(form: FormData) {
  const orderId = OrderAccess.open(Access.parse(fields(form)).token);
  if (!orderId) throw new DomainError("not_found", "order.unknown", "We do not know this order.");
  return orderId;
}
