import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { code } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { Link } from "#app/_components/link";
import { awaited } from "#app/_lib/challenge-cookie";
import { safePath } from "#app/_lib/safe-path";
import { NarrowPage, OtherLinks, withFrom } from "#app/(account)/_parts/narrow-page";
import { verify } from "../actions";

export const metadata: Metadata = { title: "Confirm your email address" };

export default async function VerifyPage({ searchParams }: PageProps<"/create-account/verify">) {
  const from = safePath((await searchParams).from, "/account");
  const address = await awaited("sign_up");
  if (!address) redirect(withFrom("/create-account", from));
  return (
    <NarrowPage
      title="Confirm your email address"
      intro={<>We've sent a code to {address}. It is valid for ten minutes.</>}
    >
      <FieldForm action={verify} fields={[code]} hidden={{ from }} button="Confirm" />
      <OtherLinks>
        <li>
          <Link
            href={withFrom("/create-account", from)}
            className="text-link inline-flex min-h-11 items-center"
          >
            No email? Check the address and start again
          </Link>
        </li>
      </OtherLinks>
    </NarrowPage>
  );
}
