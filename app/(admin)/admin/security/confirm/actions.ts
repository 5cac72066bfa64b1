"use server";

import { Staff } from "@securecart/core/staff";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome } from "#app/_lib/attempt";
import { placeOf, requireMember, staffToken } from "#app/_lib/staff-session";
import { placeIn } from "#app/(admin)/admin/sign-in/place";

const Again = z.object({ password: z.string("Enter your password.") });

export async function confirm(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  await requireMember();
  const outcome = await attempt(async () => {
    const { origin } = await placeOf();
    await Staff.confirm({ ...Again.parse(fields(form)), token: await staffToken(), origin });
  });
  if (outcome.ok) redirect(placeIn(form.get("from")));
  return outcome;
}
