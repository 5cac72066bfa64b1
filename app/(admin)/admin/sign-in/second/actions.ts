"use server";

import { Passkey } from "@securecart/core/passkey";
import { Staff } from "@securecart/core/staff";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome } from "#app/_lib/attempt";
import { keepStaff, placeOf, requireHalf, staffToken } from "#app/_lib/staff-session";
import { placeIn } from "../place";

type Proof = Parameters<typeof Staff.complete>[0]["proof"];

const ByCode = z.discriminatedUnion("method", [
  z.object({ method: z.literal("totp"), code: z.string("Enter the code.") }),
  z
    .object({ method: z.literal("recovery"), recovery: z.string("Enter a recovery code.") })
    .transform(({ method, recovery }) => ({ method, code: recovery })),
]);

/** The second step by the code of an app, or by a recovery code. */
export async function completeWithCode(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  await requireHalf();
  const outcome = await attempt(async () => complete(ByCode.parse(fields(form))));
  if (outcome.ok) redirect(placeIn(form.get("from")));
  return outcome;
}

/** What the browser asks a passkey of this member. */
export async function askForPasskey() {
  const { staffId } = await requireHalf();
  return Passkey.authentication({ subject: staffId });
}

const Answer = z.object({ challengeId: z.string(), response: z.string(), from: z.string().optional() });

/** The second step by a passkey. */
export async function completeWithPasskey(sent: z.input<typeof Answer>): Promise<Outcome> {
  await requireHalf();
  const outcome = await attempt(async () => {
    const { challengeId, response } = Answer.parse(sent);
    await complete({ method: "passkey", challengeId, response });
  });
  if (outcome.ok) redirect(placeIn(sent?.from));
  return outcome;
}

async function complete(proof: Proof) {
  const { token } = await Staff.complete({ token: await staffToken(), proof, ...(await placeOf()) });
  await keepStaff(token);
}
