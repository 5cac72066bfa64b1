import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { code } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { Link } from "#app/_components/link";
import { awaited } from "#app/_lib/challenge-cookie";
import { safePath } from "#app/_lib/safe-path";
import { NarrowPage, OtherLinks, withFrom } from "#app/(account)/_parts/narrow-page";
import { enterCode } from "#app/(account)/sign-in/actions";

export const metadata: Metadata = { title: "Enter the code" };

export default async function EnterCodePage({ searchParams }: PageProps<"/sign-in/code/enter">) {
  const from = safePath((await searchParams).from, "/account");
  const address = await awaited("sign_in");
  if (!address) redirect(withFrom("/sign-in/code", from));
  return (
    <NarrowPage
      title="Enter the code"
      intro={<>We've sent a code to {address}. It is valid for ten minutes.</>}
    >
      <FieldForm action={enterCode} fields={[code]} hidden={{ from }} button="Sign in" />
      <OtherLinks>
        <li>
          <Link
            href={withFrom("/sign-in/code", from)}
            className="text-link inline-flex min-h-11 items-center"
          >
            Send another code
          </Link>
        </li>
      </OtherLinks>
    </NarrowPage>
  );
}
