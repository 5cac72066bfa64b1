import type { Metadata } from "next";
import { connection } from "next/server";
import { email } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { Link } from "#app/_components/link";
import { Door, Ways } from "../_parts/door";
import { sendLink } from "./actions";

export const metadata: Metadata = { title: "Forgot your password?" };

export default async function ResetPage() {
  await connection();
  return (
    <Door title="Forgot your password?" intro="We send you a link to choose a new one.">
      <FieldForm action={sendLink} fields={[email]} button="Send the link" />
      <Ways>
        <li>
          <Link href="/sign-in" className="text-link inline-flex min-h-11 items-center">
            Sign in
          </Link>
        </li>
      </Ways>
    </Door>
  );
}
