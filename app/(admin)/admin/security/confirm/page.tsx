import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentPassword } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { requireMember } from "#app/_lib/staff-session";
import { Door } from "#app/(admin)/admin/_parts/door";
import { placeIn } from "#app/(admin)/admin/sign-in/place";
import { confirm } from "./actions";

export const metadata: Metadata = { title: "Is it you?" };

/** Asks for the password once more, before something that a borrowed laptop must not do. */
export default async function ConfirmPage({ searchParams }: PageProps<"/admin/security/confirm">) {
  const from = placeIn((await searchParams).from);
  const staff = await requireMember({ from });
  if (staff.fresh) redirect(from);
  return (
    <Door title="Is it you?">
      <p className="-mt-3 text-muted">This can do harm, so please enter your password once more.</p>
      <FieldForm action={confirm} fields={[currentPassword]} hidden={{ from }} button="Continue">
        <input type="hidden" name="username" autoComplete="username" value={staff.email} />
      </FieldForm>
    </Door>
  );
}
