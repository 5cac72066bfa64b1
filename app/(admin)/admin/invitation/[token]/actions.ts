"use server";

import { Staff } from "@securecart/core/staff";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome } from "#app/_lib/attempt";
import { clientOf, endStaff, keepStaff } from "#app/_lib/staff-session";

const Answer = z.object({ token: z.string(), password: z.string("Choose a password.") });

/** Accepts an invitation with a new password, and signs the staff member in as far as setting up the second step. */
export async function accept(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const outcome = await attempt(async () => {
    const place = await clientOf();
    const { staffId } = await Staff.accept({ ...Answer.parse(fields(form)), device: place.device });
    const { token } = await Staff.beginHalf({ staffId, ...place });
    await endStaff();
    await keepStaff(token);
  });
  if (outcome.ok) redirect("/admin/security/enroll");
  return outcome;
}
