import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { newPassword } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { Door } from "#app/(admin)/admin/_parts/door";
import { accept } from "./actions";

export const metadata: Metadata = { title: "Invitation" };

/** Where an invitation's letter leads. Looking at it uses nothing up: programs open links, too. */
export default async function InvitationPage({ params }: PageProps<"/admin/invitation/[token]">) {
  const { token } = await params;
  const invited = await Staff.invited({ token: token.slice(0, 100) });
  if (!invited)
    return (
      <Door title="This invitation is good no longer">
        <p className="text-muted">It was used, or it is too old. Ask the owner of the shop for a new one.</p>
      </Door>
    );
  return (
    <Door title="Welcome">
      <p className="-mt-3 text-muted">
        Choose the password with which you sign in as {invited.email}. Next you set up a second step.
      </p>
      <FieldForm
        action={accept}
        fields={[
          {
            ...newPassword,
            label: "Password",
            minLength: 12,
            hint: "At least 12 characters; a sentence is fine.",
          },
        ]}
        hidden={{ token }}
        button="Accept the invitation"
      >
        <input type="hidden" name="username" autoComplete="username" value={invited.email} />
      </FieldForm>
    </Door>
  );
}
