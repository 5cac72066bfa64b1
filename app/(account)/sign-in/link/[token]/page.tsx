import type { Metadata } from "next";
import { FieldForm } from "#app/_components/field-form";
import { followed } from "#app/_lib/challenge-cookie";
import { Door } from "#app/(account)/_parts/door";
import { Gone } from "#app/(account)/_parts/gone";
import { followLink } from "#app/(account)/sign-in/actions";

export const metadata: Metadata = { title: "Sign in" };

/** Looking at it signs nobody in: mail programs open links to look at them. The button does. */
export default async function SignInLinkPage({ params }: PageProps<"/sign-in/link/[token]">) {
  const { token } = await params;
  const challenge = await followed(token, "sign_in");
  if (!challenge) return <Gone again="/sign-in/code" />;
  return (
    <Door title="Sign in" intro={<>You are about to sign in as {challenge.email}.</>}>
      <FieldForm action={followLink} fields={[]} hidden={{ token }} button="Sign in" />
    </Door>
  );
}
