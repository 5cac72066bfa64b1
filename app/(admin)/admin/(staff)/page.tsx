import { redirect } from "next/navigation";
import { requireSignedIn } from "#app/_lib/staff-session";
import { linksFor } from "../_parts/links";

export default async function AdminPage() {
  const [first] = linksFor(await requireSignedIn());
  redirect(first?.href ?? "/admin/security");
}
