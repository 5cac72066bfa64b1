import { Session } from "@securecart/core/session";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { email } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { currentCustomer } from "#app/(account)/account/current";
import { requestEmailChange } from "../actions";

export const metadata: Metadata = { title: "Change email address" };

const here = "/account/security/email";

export default async function EmailPage() {
  const { session, profile } = await currentCustomer(here);
  if (!Session.isFresh(session)) redirect(`/account/security/confirm?from=${encodeURIComponent(here)}`);
  return (
    <div className="grid max-w-md gap-6">
      <h1 className="text-3xl">Change email address</h1>
      <p>
        Your current address is <strong className="font-semibold break-words">{profile.email}</strong>. We'll
        send one code there and another to the new address. You need both.
      </p>
      <FieldForm
        action={requestEmailChange}
        fields={[{ ...email, label: "New email", autoComplete: "email" }]}
        button="Send codes"
      />
    </div>
  );
}
