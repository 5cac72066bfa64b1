import { notFound } from "next/navigation";
import { requireCustomer } from "#app/_lib/customer-session";

/** Renders for each request, like the other pages here: the policy of these URLs requires a nonce on scripts. */
export default async function MissingPage() {
  await requireCustomer({ from: "/account" });
  notFound();
}
