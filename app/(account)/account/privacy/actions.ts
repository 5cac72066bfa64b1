"use server";

import { Customer } from "@securecart/core/customer";
import { Log } from "@securecart/core/log";
import { Privacy } from "@securecart/core/privacy";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome } from "#app/_lib/attempt";
import { endCustomer, requireCustomer } from "#app/_lib/customer-session";

const Sure = z.object({ sure: z.literal("on", "Check the box to confirm.") });

/** Time that this request spends on the erasure; the sweeper completes the rest. */
const milliseconds = 6_000;

/** Erases the customer's account. Requires that they confirmed their identity recently. */
export async function eraseAccount(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const customer = await requireCustomer({ from: "/account/privacy" });
  return attempt(async () => {
    Customer.requireFresh(customer);
    Sure.parse(fields(form));
    const { erasureId } = await Privacy.beginErasure({ customerId: customer.customerId });
    await endCustomer();
    await Privacy.advanceErasure({ erasureId, milliseconds, sweeping: false }).catch((error) =>
      Log.error("privacy.left_to_the_sweeper", error, { erasureId }),
    );
    redirect(`/erased/${Privacy.token(erasureId)}`);
  });
}
