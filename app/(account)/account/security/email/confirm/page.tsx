import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { code } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { Link } from "#app/_components/link";
import { awaited } from "#app/_lib/challenge-cookie";
import { currentCustomer } from "#app/(account)/account/current";
import { confirmEmailChange } from "#app/(account)/account/security/actions";

export const metadata: Metadata = { title: "Enter both codes" };

export default async function ConfirmEmailPage() {
  const { profile } = await currentCustomer("/account/security/email");
  const address = await awaited("email_change");
  if (!address) redirect("/account/security/email");
  const hint = (to: string) => `The six digits we emailed to ${to}.`;
  return (
    <div className="grid max-w-md gap-6">
      <h1 className="text-3xl">Enter both codes</h1>
      <FieldForm
        action={confirmEmailChange}
        fields={[
          { ...code, label: "Code for the new address", hint: hint(address) },
          {
            ...code,
            name: "codeBefore",
            autoComplete: "off",
            label: "Code for the current address",
            hint: hint(profile.email),
          },
        ]}
        button="Change address"
      />
      <p>
        <Link href="/account/security/email" className="text-link inline-flex min-h-11 items-center">
          No emails? Send them again
        </Link>
      </p>
    </div>
  );
}
