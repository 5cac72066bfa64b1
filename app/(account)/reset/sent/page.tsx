import type { Metadata } from "next";
import { connection } from "next/server";
import { Link } from "#app/_components/link";
import { NarrowPage } from "#app/(account)/_parts/narrow-page";

export const metadata: Metadata = { title: "Check your email" };

export default async function SentPage() {
  await connection();
  return (
    <NarrowPage
      title="Check your email"
      intro="We've emailed this address. The link in the email is valid for ten minutes."
    >
      <p>
        <Link href="/reset" className="text-link inline-flex min-h-11 items-center">
          No email? Check the address and try again
        </Link>
      </p>
    </NarrowPage>
  );
}
