"use server";

import { Staff } from "@securecart/core/staff";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome } from "#app/_lib/attempt";
import { endStaff, keepStaff, placeOf } from "#app/_lib/staff-session";

const Answer = z.object({ token: z.string(), password: z.string("Choose a password.") });

/** Answers an invitation: with the password the new member is let in as far as setting up the second step. */
export async function accept(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const outcome = await attempt(async () => {
    const place = await placeOf();
    const { staffId } = await Staff.accept({ ...Answer.parse(fields(form)), device: place.device });
    const { token } = await Staff.beginHalf({ staffId, ...place });
    await endStaff();
    await keepStaff(token);
  });
  if (outcome.ok) redirect("/admin/security/enroll");
  return outcome;
}
