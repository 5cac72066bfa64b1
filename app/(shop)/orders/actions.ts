"use server";

import { OrderLookup } from "@securecart/core/order-lookup";
import { redirect } from "next/navigation";
import { z } from "zod";
import { answered } from "#app/_lib/account-form";
import { fields, type Outcome } from "#app/_lib/attempt";
import { markBrowser } from "#app/_lib/customer-session";

/** Shapes only: the domain checks the rules. */
const Question = z.object({ email: z.string(), number: z.string().default("") });

/** Asks for a letter with a link. What is said next is the same whatever there is to be found. */
export async function findOrders(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return answered(form, async () => {
    const { email, number } = Question.parse(fields(form));
    await OrderLookup.request({ email, number, browser: await markBrowser() });
    redirect("/orders?sent=1");
  });
}
