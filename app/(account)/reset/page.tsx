import type { Metadata } from "next";
import { connection } from "next/server";
import { email } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { Link } from "#app/_components/link";
import { NarrowPage, OtherLinks } from "../_parts/narrow-page";
import { sendLink } from "./actions";

export const metadata: Metadata = { title: "Forgot your password?" };

export default async function ResetPage() {
  await connection();
  return (
    <NarrowPage title="Forgot your password?" intro="We'll send you a link to choose a new one.">
      <FieldForm action={sendLink} fields={[email]} button="Send link" />
      <OtherLinks>
        <li>
          <Link href="/sign-in" className="text-link inline-flex min-h-11 items-center">
            Sign in
          </Link>
        </li>
      </OtherLinks>
    </NarrowPage>
  );
}
