import { Session } from "@securecart/core/session";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentPassword, newPassword } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { currentCustomer } from "#app/(account)/account/current";
import { changePassword } from "../actions";

export const metadata: Metadata = { title: "Change password" };

const here = "/account/security/password";

export default async function PasswordPage() {
  const { session, profile } = await currentCustomer(here);
  if (!profile.hasPassword && !Session.isFresh(session))
    redirect(`/account/security/confirm?from=${encodeURIComponent(here)}`);
  const current = { ...currentPassword, name: "current", label: "Current password" };
  return (
    <div className="grid max-w-md gap-6">
      <h1 className="text-3xl">{profile.hasPassword ? "Change password" : "Choose a password"}</h1>
      <p>This signs you out in all other browsers.</p>
      <FieldForm
        action={changePassword}
        fields={profile.hasPassword ? [current, newPassword] : [newPassword]}
        button="Save password"
      />
    </div>
  );
}
