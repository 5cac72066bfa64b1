"use server";

import { Passkey } from "@securecart/core/passkey";
import { Staff } from "@securecart/core/staff";
import { redirect } from "next/navigation";
import { z } from "zod";
import { fields, orRefusal, type Refusal } from "#app/_lib/attempt";
import { clientOf, keepStaff, requirePassword, secondStepPage, staffToken } from "#app/_lib/staff-session";

/** Result of an enrollment, with the recovery codes after the first factor; they are shown nowhere else. */
export type Enrolled = { ok: true; codes?: string[] } | Refusal;

const ByApp = z.object({ code: z.string("Enter the code.") });

/** Enrolls the app whose key the page showed. The domain decides whether the session may. */
export async function enrollApp(_previous: Enrolled | null, form: FormData): Promise<Enrolled> {
  await requirePassword();
  return enroll(async () => Staff.enrollApp({ ...ByApp.parse(fields(form)), ...(await here()) }));
}

/** Returns the options to create a passkey for this staff member. */
export async function askForNewPasskey() {
  const { staffId, email, complete } = await requirePassword();
  if (!complete && (await Staff.factors({ staffId })).count > 0) redirect(secondStepPage);
  return Passkey.registration({ subject: staffId, name: email });
}

const Answer = z.object({ challengeId: z.string(), response: z.string() });

/** Enrolls a passkey. The domain decides whether the session may. */
export async function enrollPasskey(sent: z.input<typeof Answer>): Promise<Enrolled> {
  await requirePassword();
  return enroll(async () => {
    const place = await here();
    return Staff.enrollPasskey({ ...Answer.parse(sent), ...place, label: `Passkey of ${place.device}` });
  });
}

const here = async () => ({ token: await staffToken(), ...(await clientOf()) });

async function enroll(work: () => ReturnType<typeof Staff.enrollApp>): Promise<Enrolled> {
  return orRefusal(async () => {
    const { token, recoveryCodes } = await work();
    if (token) await keepStaff(token);
    return { ok: true as const, ...(recoveryCodes && { codes: recoveryCodes }) };
  });
}
