import { Admin } from "@securecart/core/admin";
import { Media } from "@securecart/core/media";
import { Shop } from "@securecart/core/shop";
import { Staff } from "@securecart/core/staff";
import type { NextRequest } from "next/server";
import { attempt } from "#app/_lib/attempt";
import { requireStaff } from "#app/_lib/staff-session";

/**
 * Puts a file into the library that a form without JavaScript has uploaded: the bucket sends the browser here. Following
 * the address again changes nothing, and only a file that a form of ours has stored is there.
 */
export async function GET(request: NextRequest) {
  const staff = await requireStaff({ may: "media.edit", from: "/admin/media" });
  const mediaId = Media.idOfUpload(request.nextUrl.searchParams.get("key") ?? "");
  const outcome = await attempt(async () => {
    if (mediaId) await Admin.addPicture({ mediaId, name: "Picture", actor: Staff.actorOf(staff) });
  });
  const end = outcome.ok && mediaId ? `/${mediaId}` : "?missing=1";
  return Response.redirect(`${Shop.url()}/admin/media${end}`, 303);
}
