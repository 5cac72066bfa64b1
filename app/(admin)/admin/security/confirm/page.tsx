import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentPassword } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { requireSignedIn } from "#app/_lib/staff-session";
import { NarrowPage } from "#app/(admin)/admin/_parts/narrow-page";
import { returnPath } from "#app/(admin)/admin/sign-in/return-path";
import { confirm } from "./actions";

export const metadata: Metadata = { title: "Confirm your identity" };

/** Asks for the password again before a sensitive action, in case another person uses this laptop. */
export default async function ConfirmPage({ searchParams }: PageProps<"/admin/security/confirm">) {
  const from = returnPath((await searchParams).from);
  const staff = await requireSignedIn({ from });
  if (staff.fresh) redirect(from);
  return (
    <NarrowPage title="Confirm your identity">
      <p className="-mt-3 text-muted">This is a sensitive action. Please enter your password again.</p>
      <FieldForm action={confirm} fields={[currentPassword]} hidden={{ from }} button="Continue">
        <input type="hidden" name="username" autoComplete="username" value={staff.email} />
      </FieldForm>
    </NarrowPage>
  );
}
