import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { code } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { Link } from "#app/_components/link";
import { awaited } from "#app/_lib/challenge-cookie";
import { safePath } from "#app/_lib/safe-path";
import { Door, Ways, withFrom } from "#app/(account)/_parts/door";
import { enterCode } from "#app/(account)/sign-in/actions";

export const metadata: Metadata = { title: "Enter the code" };

export default async function EnterCodePage({ searchParams }: PageProps<"/sign-in/code/enter">) {
  const from = safePath((await searchParams).from, "/account");
  const address = await awaited("sign_in");
  if (!address) redirect(withFrom("/sign-in/code", from));
  return (
    <Door title="Enter the code" intro={<>We have written to {address}. The code is good for ten minutes.</>}>
      <FieldForm action={enterCode} fields={[code]} hidden={{ from }} button="Sign in" />
      <Ways>
        <li>
          <Link
            href={withFrom("/sign-in/code", from)}
            className="text-link inline-flex min-h-11 items-center"
          >
            Send another code
          </Link>
        </li>
      </Ways>
    </Door>
  );
}
