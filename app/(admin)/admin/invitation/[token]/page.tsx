import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { newPassword } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { NarrowPage } from "#app/(admin)/admin/_parts/narrow-page";
import { accept } from "./actions";

export const metadata: Metadata = { title: "Invitation" };

/** Renders the page behind an emailed invitation. Opening it uses nothing up, because email programs open links too. */
export default async function InvitationPage({ params }: PageProps<"/admin/invitation/[token]">) {
  const { token } = await params;
  const invited = await Staff.invited({ token: token.slice(0, 100) });
  if (!invited)
    return (
      <NarrowPage title="This invitation is no longer valid">
        <p className="text-muted">It has been used or has expired. Ask the shop's owner for a new one.</p>
      </NarrowPage>
    );
  return (
    <NarrowPage title="Welcome">
      <p className="-mt-3 text-muted">
        Choose a password to sign in as {invited.email}. After that you'll set up a second step.
      </p>
      <FieldForm
        action={accept}
        fields={[
          {
            ...newPassword,
            label: "Password",
            minLength: 12,
            hint: "At least 12 characters. A sentence works well.",
          },
        ]}
        hidden={{ token }}
        button="Accept invitation"
      >
        <input type="hidden" name="username" autoComplete="username" value={invited.email} />
      </FieldForm>
    </NarrowPage>
  );
}
