import { Staff } from "@securecart/core/staff";
import { Transfer } from "@securecart/core/transfer";
import type { NextRequest } from "next/server";
import { readStaff } from "#app/_lib/staff-session";
import { csvResponse, privately } from "#app/(admin)/admin/_parts/csv-response";

/** Downloads an export, and records who does. Its kind decides which duty is required. */
export async function GET(_: NextRequest, { params }: RouteContext<"/admin/exports/[exportId]/file">) {
  const staff = await readStaff();
  if (!staff?.complete) return new Response("Sign in first.", { status: 401, headers: privately });
  const ref = Transfer.findExport.schema.safeParse(await params);
  const found = ref.success ? await Transfer.findExport(ref.data) : null;
  if (found && !Staff.may(staff.roles, Transfer.dutyOf[found.kind])) {
    await Staff.refused(staff, Transfer.dutyOf[found.kind]);
    return new Response("Your role does not allow this.", { status: 403, headers: privately });
  }
  if (found?.state !== "done")
    return new Response("This file has expired, or it is not written yet.", {
      status: 404,
      headers: privately,
    });
  await Transfer.recordDownload(found, Staff.actorOf(staff));
  return csvResponse(`${found.kind}-${found.createdAt.slice(0, 10)}.csv`, Transfer.exportFile(found));
}
