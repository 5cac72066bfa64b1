import type { Metadata } from "next";
import { newPassword } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { followed } from "#app/_lib/challenge-cookie";
import { LinkExpired } from "#app/(account)/_parts/link-expired";
import { NarrowPage } from "#app/(account)/_parts/narrow-page";
import { choosePassword } from "../actions";

export const metadata: Metadata = { title: "Choose a new password" };

export default async function ChoosePasswordPage({ params }: PageProps<"/reset/[token]">) {
  const { token } = await params;
  const challenge = await followed(token, "reset");
  if (!challenge) return <LinkExpired again="/reset" />;
  return (
    <NarrowPage
      title="Choose a new password"
      intro={<>For {challenge.email}. This signs you out everywhere else.</>}
    >
      <FieldForm action={choosePassword} fields={[newPassword]} hidden={{ token }} button="Save password" />
    </NarrowPage>
  );
}
