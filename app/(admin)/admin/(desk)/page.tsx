import { redirect } from "next/navigation";
import { requireStaff } from "../../../_lib/staff-session";

export default async function AdminPage() {
  await requireStaff();
  redirect("/admin/orders");
}
