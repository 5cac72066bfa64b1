"use server";

import { Passkey } from "@securecart/core/passkey";
import { Staff } from "@securecart/core/staff";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome } from "#app/_lib/attempt";
import { keepStaff, placeOf, requireHalf, secondStepPage, staffToken } from "#app/_lib/staff-session";

/** With the recovery codes when this was the first factor; they are shown nowhere else. */
export type Enrolled = { ok: true; codes?: string[] } | Extract<Outcome, { ok: false }>;

const ByApp = z.object({ code: z.string("Enter the code.") });

/** Takes the app whose key the page showed into use. The domain says whether the session may. */
export async function enrollApp(_previous: Enrolled | null, form: FormData): Promise<Enrolled> {
  await requireHalf();
  return enroll(async () => Staff.enrollApp({ ...ByApp.parse(fields(form)), ...(await here()) }));
}

/** What the browser needs to make a passkey for this member. */
export async function askForNewPasskey() {
  const { staffId, email, complete } = await requireHalf();
  if (!complete && (await Staff.factors({ staffId })).count > 0) redirect(secondStepPage);
  return Passkey.registration({ subject: staffId, name: email });
}

const Answer = z.object({ challengeId: z.string(), response: z.string() });

/** Takes a passkey into use. The domain says whether the session may. */
export async function enrollPasskey(sent: z.input<typeof Answer>): Promise<Enrolled> {
  await requireHalf();
  return enroll(async () => {
    const place = await here();
    return Staff.enrollPasskey({ ...Answer.parse(sent), ...place, label: `Passkey of ${place.device}` });
  });
}

const here = async () => ({ token: await staffToken(), ...(await placeOf()) });

async function enroll(work: () => ReturnType<typeof Staff.enrollApp>): Promise<Enrolled> {
  let codes: string[] | undefined;
  const outcome = await attempt(async () => {
    const { token, recoveryCodes } = await work();
    if (token) await keepStaff(token);
    codes = recoveryCodes;
  });
  return outcome.ok ? { ok: true, ...(codes && { codes }) } : outcome;
}
