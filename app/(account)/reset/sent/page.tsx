import type { Metadata } from "next";
import { connection } from "next/server";
import { Link } from "#app/_components/link";
import { Door } from "#app/(account)/_parts/door";

export const metadata: Metadata = { title: "Look into your mailbox" };

export default async function SentPage() {
  await connection();
  return (
    <Door
      title="Look into your mailbox"
      intro="We have written to this address. The link in the letter is good for ten minutes."
    >
      <p>
        <Link href="/reset" className="text-link inline-flex min-h-11 items-center">
          No letter? Check the address and ask again
        </Link>
      </p>
    </Door>
  );
}
