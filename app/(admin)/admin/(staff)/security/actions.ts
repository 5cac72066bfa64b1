"use server";

import { Staff } from "@securecart/core/staff";
import { z } from "zod";
import { type Outcome, orRefusal, type Refusal } from "#app/_lib/attempt";
import { ownAction } from "#app/_lib/staff-action";
import { clientOf, requireSignedIn, staffToken } from "#app/_lib/staff-session";

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

const Factor = z.object({ credentialId: z.string().optional() });
const Passwords = z.object({
  current: z.string("Enter your password."),
  password: z.string("Choose a password."),
});

export const removeFactor: Form = async (_, form) =>
  ownAction({ fresh: true }, form, Factor, async ({ credentialId }, { staffId }) => {
    const { device } = await clientOf();
    await Staff.removeFactor({ staffId, device, ...(credentialId && { credentialId }) });
  });

export const endSession: Form = async (_, form) =>
  ownAction({ fresh: false }, form, z.object({ sessionId: z.string() }), async ({ sessionId }, staff) => {
    const { device } = await clientOf();
    await Staff.endSessions({ staffId: staff.staffId, sessionId, except: staff.sessionId, device });
  });

export const endOtherSessions: Form = async (_, form) =>
  ownAction({ fresh: false }, form, z.object({}), async (_nothing, { staffId, sessionId }) => {
    const { device } = await clientOf();
    await Staff.endSessions({ staffId, except: sessionId, device });
  });

export const changePassword: Form = async (_, form) =>
  ownAction({ fresh: false }, form, Passwords, async (input) => {
    await Staff.changePassword({ ...input, token: await staffToken(), ...(await clientOf()) });
  });

export type NewCodes = { ok: true; codes: string[] } | Refusal;

/** Creates new recovery codes and returns them. They are never shown again. */
export async function newCodes(_previous: NewCodes | null, _form: FormData): Promise<NewCodes> {
  const { staffId } = await requireSignedIn({ fresh: true, from: "/admin/security" });
  return orRefusal(async () => {
    const { device } = await clientOf();
    return { ok: true as const, codes: await Staff.newRecoveryCodes({ staffId, device }) };
  });
}
