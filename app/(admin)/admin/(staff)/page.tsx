import type { Metadata } from "next";
import { requireSignedIn } from "#app/_lib/staff-session";
import { Title } from "#app/(admin)/admin/_parts/title";

export const metadata: Metadata = { title: "Home" };

export default async function AdminPage() {
  await requireSignedIn();
  return <Title>Home</Title>;
}
