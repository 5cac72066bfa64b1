"use server";

import { Admin } from "@securecart/core/admin";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction } from "#app/_lib/staff-action";

const OnReview = z.object({ reviewId: z.string(), seen: z.string() });

/** Publishes a review. */
export const publish = async (_: Outcome | null, form: FormData): Promise<Outcome> =>
  staffAction("reviews.decide", form, OnReview, (input, by) => Admin.publishReview({ ...input, ...by }));

/** Refuses a review, or takes it down. */
export const refuse = async (_: Outcome | null, form: FormData): Promise<Outcome> =>
  staffAction("reviews.decide", form, OnReview.extend({ reason: z.string() }), (input, by) =>
    Admin.refuseReview({ ...input, ...by }),
  );

/** Sets the answer to a review. */
export const reply = async (_: Outcome | null, form: FormData): Promise<Outcome> =>
  staffAction("reviews.decide", form, OnReview.extend({ reply: z.string() }), (input, by) =>
    Admin.replyToReview({ ...input, ...by }),
  );

/** A ticked review: its id and the version that was seen, `rvw_…:3`. */
const Ticked = z
  .string()
  .regex(/^\w+:\d+$/)
  .transform((text) => {
    const [reviewId = "", seen = ""] = text.split(":");
    return { reviewId, seen };
  });

const Several = z.object({
  review: z.union([Ticked.transform((one) => [one]), z.array(Ticked)]).default([]),
});

/** Publishes the ticked reviews. */
export async function publishTicked(_: Outcome | null, form: FormData): Promise<Outcome> {
  let counts = { published: 0, refused: 0 };
  const outcome = await staffAction("reviews.decide", form, Several, async ({ review }, by) => {
    counts = await Admin.publishReviews({ reviews: review, ...by });
  });
  if (!outcome.ok) return outcome;
  const left = counts.refused > 0 ? ` ${counts.refused} changed meanwhile and were not.` : "";
  return { ok: true, message: `Published ${counts.published}.${left}` };
}
