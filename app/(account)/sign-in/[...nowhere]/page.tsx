import { notFound } from "next/navigation";
import { connection } from "next/server";

/** Made for each request like the pages beside it: its scripts carry the nonce that the policy here asks for. */
export default async function NowherePage() {
  await connection();
  notFound();
}
