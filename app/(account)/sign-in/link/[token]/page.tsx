import type { Metadata } from "next";
import { FieldForm } from "#app/_components/field-form";
import { followed } from "#app/_lib/challenge-cookie";
import { LinkExpired } from "#app/(account)/_parts/link-expired";
import { NarrowPage } from "#app/(account)/_parts/narrow-page";
import { followLink } from "#app/(account)/sign-in/actions";

export const metadata: Metadata = { title: "Sign in" };

/** Renders the page behind a sign-in link. Only its button signs in, because email programs open links too. */
export default async function SignInLinkPage({ params }: PageProps<"/sign-in/link/[token]">) {
  const { token } = await params;
  const challenge = await followed(token, "sign_in");
  if (!challenge) return <LinkExpired again="/sign-in/code" />;
  return (
    <NarrowPage title="Sign in" intro={<>You are about to sign in as {challenge.email}.</>}>
      <FieldForm action={followLink} fields={[]} hidden={{ token }} button="Sign in" />
    </NarrowPage>
  );
}
