"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome, typed } from "#app/_lib/attempt";
import { beginStaff, endStaff, secondStepPage } from "#app/_lib/staff-session";
import { returnPath } from "./return-path";

const Credentials = z.object({ email: z.string().max(300), password: z.string().max(200) });

export async function signIn(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const outcome = await attempt(() => beginStaff(Credentials.parse(fields(form))));
  if (outcome.ok)
    redirect(`${secondStepPage}?${new URLSearchParams({ from: returnPath(form.get("from")) })}`);
  return { ...outcome, values: { email: typed(form).email ?? "" } };
}

export async function signOut() {
  await endStaff();
  redirect("/admin/sign-in");
}
