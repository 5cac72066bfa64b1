import type { Metadata } from "next";
import { email } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { Link } from "#app/_components/link";
import { safePath } from "#app/_lib/safe-path";
import { NarrowPage, OtherLinks, withFrom } from "#app/(account)/_parts/narrow-page";
import { sendCode } from "../actions";

export const metadata: Metadata = { title: "Sign in with a code" };

export default async function CodePage({ searchParams }: PageProps<"/sign-in/code">) {
  const from = safePath((await searchParams).from, "/account");
  return (
    <NarrowPage title="Sign in with a code" intro="We'll email you a code. You don't need a password.">
      <FieldForm action={sendCode} fields={[email]} hidden={{ from }} button="Send code" />
      <OtherLinks>
        <li>
          <Link href={withFrom("/sign-in", from)} className="text-link inline-flex min-h-11 items-center">
            Sign in with your password
          </Link>
        </li>
      </OtherLinks>
    </NarrowPage>
  );
}
