import { notFound } from "next/navigation";
import { requireCustomer } from "#app/_lib/customer-session";

/** Made for each request like the pages beside it: its scripts carry the nonce that the policy here asks for. */
export default async function NowherePage() {
  await requireCustomer({ from: "/account" });
  notFound();
}
