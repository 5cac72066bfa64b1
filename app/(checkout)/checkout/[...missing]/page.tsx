import { notFound } from "next/navigation";
import { connection } from "next/server";

/** Renders for each request, like the other pages here: the policy of these URLs requires a nonce on scripts. */
export default async function MissingPage() {
  await connection();
  notFound();
}
