"use server";

import { OrderLookup } from "@securecart/core/order-lookup";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attemptForm } from "#app/_lib/account-form";
import { fields, type Outcome } from "#app/_lib/attempt";
import { markBrowser } from "#app/_lib/customer-session";

/** Shapes only: the domain checks the rules. */
const LookupRequest = z.object({ email: z.string(), number: z.string().default("") });

/** Requests an email with a link. The response is the same whether or not orders were found. */
export async function findOrders(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attemptForm(form, async () => {
    const { email, number } = LookupRequest.parse(fields(form));
    await OrderLookup.request({ email, number, browser: await markBrowser() });
    redirect("/orders?sent=1");
  });
}
