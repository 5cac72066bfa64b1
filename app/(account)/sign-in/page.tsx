import { Oidc } from "@securecart/core/oidc";
import { Passkey } from "@securecart/core/passkey";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentPassword, email } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { Link } from "#app/_components/link";
import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { readCustomer } from "#app/_lib/customer-session";
import { messageFor } from "#app/_lib/message-for";
import { safePath } from "#app/_lib/safe-path";
import { NarrowPage, OtherLinks, withFrom } from "../_parts/narrow-page";
import { goToGoogle, signIn } from "./actions";
import { PasskeySignIn } from "./passkey-sign-in";

export const metadata: Metadata = { title: "Sign in" };

const notices: Record<string, string> = {
  "signed-out": "You are signed out.",
  reset:
    "Your password has changed. Sign in with the new one. Passkeys and a connected Google account still sign in: check them under Security if someone else knew the old password.",
};

/** Error messages of a sign-in with Google. */
const troubles: Record<string, string> = {
  "customer.sign_in_first":
    "You already have an account with this email address. Sign in to it, then connect Google under Security.",
  "customer.unverified": "Google has not verified the email address of this account yet.",
  "throttle.too_many": "Too many attempts. Please wait 15 minutes and try again.",
  "customer.identity_taken": "This Google account is connected to another account.",
  other: "Signing in with Google did not work. Please try again.",
};

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const query = await searchParams;
  const from = safePath(query.from, "/account");
  if (await readCustomer()) redirect(from);
  const done = messageFor(notices, query.done);
  const trouble = query.trouble ? (messageFor(troubles, query.trouble) ?? troubles.other) : undefined;
  return (
    <NarrowPage title="Sign in">
      {done && <Notice tone="good">{done}</Notice>}
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <FieldForm
        action={signIn}
        fields={[{ ...email, autoComplete: "username webauthn" }, currentPassword]}
        hidden={{ from }}
        button="Sign in"
      />
      {Passkey.possible() && <PasskeySignIn from={from} />}
      {Oidc.offered() && (
        <form action={goToGoogle}>
          <input type="hidden" name="from" value={from} />
          <Button look="quiet" className="w-full sm:w-auto">
            Continue with Google
          </Button>
        </form>
      )}
      <OtherLinks>
        <li>
          <Link
            href={withFrom("/sign-in/code", from)}
            className="text-link inline-flex min-h-11 items-center"
          >
            Sign in with a code by email
          </Link>
        </li>
        <li>
          <Link href="/reset" className="text-link inline-flex min-h-11 items-center">
            Forgot your password?
          </Link>
        </li>
        <li>
          <Link
            href={withFrom("/create-account", from)}
            className="text-link inline-flex min-h-11 items-center"
          >
            Create account
          </Link>
        </li>
      </OtherLinks>
    </NarrowPage>
  );
}
