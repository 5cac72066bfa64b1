import type { Metadata } from "next";
import { currentPassword } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { followed } from "#app/_lib/challenge-cookie";
import { LinkExpired } from "#app/(account)/_parts/link-expired";
import { NarrowPage } from "#app/(account)/_parts/narrow-page";
import { confirm } from "#app/(account)/create-account/actions";

export const metadata: Metadata = { title: "Confirm your email address" };

export default async function ConfirmPage({ params }: PageProps<"/create-account/confirm/[token]">) {
  const { token } = await params;
  const challenge = await followed(token, "sign_up");
  if (!challenge) return <LinkExpired again="/create-account" />;
  return (
    <NarrowPage
      title="Confirm your email address"
      intro={
        <>Enter the password you chose for {challenge.email}. If you didn't choose one, close this page.</>
      }
    >
      <FieldForm action={confirm} fields={[currentPassword]} hidden={{ token }} button="Confirm" />
    </NarrowPage>
  );
}
