"use server";

import { OrderAccess } from "@securecart/core/order-access";
import { ProductReviews } from "@securecart/core/product-review";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome, typed } from "#app/_lib/attempt";
import { clientAddress } from "#app/_lib/client-address";

const Access = z.object({ token: z.string().max(200) });

const starsMissing = "Choose 1 to 5 stars.";
const Draft = z.object({
  productId: z.string(),
  stars: z
    .string(starsMissing)
    .regex(/^[1-5]$/, starsMissing)
    .transform(Number),
  title: z.string().default(""),
  text: z.string().default(""),
  name: z.string().default(""),
});

/** Saves a review with the link of an order, then shows the list of its items. */
export async function writeReview(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const outcome = await attempt(async () => {
    const sent = fields(form);
    const { token } = Access.parse(sent);
    const orderId = OrderAccess.openReview(token);
    if (!orderId) notFound();
    await ProductReviews.write({ orderId, ...Draft.parse(sent), from: await clientAddress() });
    redirect(`/reviews/${token}?thanks=1`);
  });
  return outcome.ok ? outcome : { ...outcome, values: typed(form) };
}
