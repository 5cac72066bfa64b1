import { Staff } from "@securecart/core/staff";
import { type Import, Transfer } from "@securecart/core/transfer";
import { readStaff } from "#app/_lib/staff-session";
import { csvResponse, privately } from "#app/(admin)/admin/_parts/csv-response";

/** Responds with a file of an import, to staff who may read the catalog. */
export async function download(
  params: Promise<{ importId: string }>,
  name: string,
  lines: (found: Import) => AsyncGenerator<string>,
) {
  const staff = await readStaff();
  if (!staff?.complete) return new Response("Sign in first.", { status: 401, headers: privately });
  if (!Staff.may(staff.roles, "catalog.read")) {
    await Staff.refused(staff, "catalog.read");
    return new Response("Your role does not allow this.", { status: 403, headers: privately });
  }
  const ref = Transfer.find.schema.safeParse(await params);
  const found = ref.success ? await Transfer.find(ref.data) : null;
  if (!found) return new Response("Not found.", { status: 404, headers: privately });
  return csvResponse(name, lines(found));
}
