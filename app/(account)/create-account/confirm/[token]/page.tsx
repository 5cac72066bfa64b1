import type { Metadata } from "next";
import { currentPassword } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { followed } from "#app/_lib/challenge-cookie";
import { Door } from "#app/(account)/_parts/door";
import { Gone } from "#app/(account)/_parts/gone";
import { confirm } from "#app/(account)/create-account/actions";

export const metadata: Metadata = { title: "Confirm your email address" };

export default async function ConfirmPage({ params }: PageProps<"/create-account/confirm/[token]">) {
  const { token } = await params;
  const challenge = await followed(token, "sign_up");
  if (!challenge) return <Gone again="/create-account" />;
  return (
    <Door
      title="Confirm your email address"
      intro={
        <>
          Enter the password that you chose for {challenge.email}. Did you choose none? Then close this page.
        </>
      }
    >
      <FieldForm action={confirm} fields={[currentPassword]} hidden={{ token }} button="Confirm" />
    </Door>
  );
}
