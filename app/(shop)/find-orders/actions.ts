"use server";

import { OrderLookup } from "@securecart/core/order-lookup";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome } from "#app/_lib/attempt";
import { keepPass } from "#app/_lib/order-pass";

const Link = z.object({ token: z.string().max(100) });

/** Uses an emailed link up and shows the orders behind it. */
export async function showOrders(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attempt(async () => {
    const { pass } = await OrderLookup.redeem(Link.parse(fields(form)));
    await keepPass(pass);
    redirect("/find-orders");
  });
}
