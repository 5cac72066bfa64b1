import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { code } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { Link } from "#app/_components/link";
import { awaited } from "#app/_lib/challenge-cookie";
import { safePath } from "#app/_lib/safe-path";
import { Door, Ways, withFrom } from "#app/(account)/_parts/door";
import { verify } from "../actions";

export const metadata: Metadata = { title: "Confirm your email address" };

export default async function VerifyPage({ searchParams }: PageProps<"/create-account/verify">) {
  const from = safePath((await searchParams).from, "/account");
  const address = await awaited("sign_up");
  if (!address) redirect(withFrom("/create-account", from));
  return (
    <Door
      title="Confirm your email address"
      intro={<>We have written to {address}. The code in the letter is good for ten minutes.</>}
    >
      <FieldForm action={verify} fields={[code]} hidden={{ from }} button="Confirm" />
      <Ways>
        <li>
          <Link
            href={withFrom("/create-account", from)}
            className="text-link inline-flex min-h-11 items-center"
          >
            No letter? Check the address and start again
          </Link>
        </li>
      </Ways>
    </Door>
  );
}
