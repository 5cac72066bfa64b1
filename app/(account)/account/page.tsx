import { Phone } from "@securecart/core/phone";
import type { Metadata } from "next";
import { FieldForm } from "#app/_components/field-form";
import { saveProfile } from "./actions";
import { currentCustomer } from "./current";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { profile } = await currentCustomer("/account");
  return (
    <div className="grid max-w-md gap-6">
      <h1 className="text-3xl">Account</h1>
      <p>
        Signed in as <strong className="font-semibold break-words">{profile.email}</strong>
      </p>
      <FieldForm
        action={saveProfile}
        fields={[
          { label: "Full name", name: "name", autoComplete: "name", required: true, value: profile.name },
          {
            label: "Phone",
            name: "phone",
            type: "tel",
            autoComplete: "tel",
            value: Phone.format(profile.phone ?? ""),
          },
        ]}
        button="Save"
        done="Saved."
      />
    </div>
  );
}
