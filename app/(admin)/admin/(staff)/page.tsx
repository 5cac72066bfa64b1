import { redirect } from "next/navigation";
import { requireMember } from "#app/_lib/staff-session";
import { placesOf } from "../_parts/places";

export default async function AdminPage() {
  const [first] = placesOf(await requireMember());
  redirect(first?.href ?? "/admin/security");
}
