"use server";

import { Passkey } from "@securecart/core/passkey";
import { Staff } from "@securecart/core/staff";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome } from "#app/_lib/attempt";
import { clientOf, keepStaff, requirePassword, staffToken } from "#app/_lib/staff-session";
import { returnPath } from "../return-path";

type Proof = Parameters<typeof Staff.complete>[0]["proof"];

const ByCode = z.discriminatedUnion("method", [
  z.object({ method: z.literal("totp"), code: z.string("Enter the code.") }),
  z
    .object({ method: z.literal("recovery"), recovery: z.string("Enter a recovery code.") })
    .transform(({ method, recovery }) => ({ method, code: recovery })),
]);

/** Completes the sign-in with an app's code or a recovery code. */
export async function completeWithCode(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  await requirePassword();
  const outcome = await attempt(async () => complete(ByCode.parse(fields(form))));
  if (outcome.ok) redirect(returnPath(form.get("from")));
  return outcome;
}

/** Returns the options to sign in with a passkey of this staff member. */
export async function askForPasskey() {
  const { staffId } = await requirePassword();
  return Passkey.authentication({ subject: staffId });
}

const Answer = z.object({ challengeId: z.string(), response: z.string(), from: z.string().optional() });

/** Completes the sign-in with a passkey. */
export async function completeWithPasskey(sent: z.input<typeof Answer>): Promise<Outcome> {
  await requirePassword();
  const outcome = await attempt(async () => {
    const { challengeId, response } = Answer.parse(sent);
    await complete({ method: "passkey", challengeId, response });
  });
  if (outcome.ok) redirect(returnPath(sent?.from));
  return outcome;
}

async function complete(proof: Proof) {
  const { token } = await Staff.complete({ token: await staffToken(), proof, ...(await clientOf()) });
  await keepStaff(token);
}
