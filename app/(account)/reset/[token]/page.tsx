import type { Metadata } from "next";
import { newPassword } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { followed } from "#app/_lib/challenge-cookie";
import { Door } from "#app/(account)/_parts/door";
import { Gone } from "#app/(account)/_parts/gone";
import { choosePassword } from "../actions";

export const metadata: Metadata = { title: "Choose a new password" };

export default async function ChoosePasswordPage({ params }: PageProps<"/reset/[token]">) {
  const { token } = await params;
  const challenge = await followed(token, "reset");
  if (!challenge) return <Gone again="/reset" />;
  return (
    <Door
      title="Choose a new password"
      intro={<>For {challenge.email}. You are signed out everywhere else.</>}
    >
      <FieldForm
        action={choosePassword}
        fields={[newPassword]}
        hidden={{ token }}
        button="Save the password"
      />
    </Door>
  );
}
