"use server";

import { Staff } from "@securecart/core/staff";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome } from "#app/_lib/attempt";
import { clientOf, requireSignedIn, staffToken } from "#app/_lib/staff-session";
import { returnPath } from "#app/(admin)/admin/sign-in/return-path";

const Again = z.object({ password: z.string("Enter your password.") });

export async function confirm(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  await requireSignedIn();
  const outcome = await attempt(async () => {
    const { origin } = await clientOf();
    await Staff.confirm({ ...Again.parse(fields(form)), token: await staffToken(), origin });
  });
  if (outcome.ok) redirect(returnPath(form.get("from")));
  return outcome;
}
