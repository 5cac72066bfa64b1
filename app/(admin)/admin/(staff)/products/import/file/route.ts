import { randomUUID } from "node:crypto";
import { DomainError } from "@securecart/core/error";
import { Staff } from "@securecart/core/staff";
import { Transfer } from "@securecart/core/transfer";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { orRefusal } from "#app/_lib/attempt";
import { readStaff } from "#app/_lib/staff-session";

const headers = { "Cache-Control": "private, no-store" };

const Whole = z.coerce.number().int();

const Sent = z.object({
  file: z.instanceof(File, { error: "Choose a file." }),
  requestId: z.uuid().default(() => randomUUID()),
  fileName: z.string().optional(),
  size: Whole.optional(),
  part: Whole.default(1),
  parts: Whole.default(1),
});

/**
 * Stores a file to import, or a part of it: a form without JavaScript sends a file whole and gets the page of the import,
 * a script sends it in parts and gets the address of that page.
 */
export async function POST(request: NextRequest) {
  const staff = await readStaff();
  if (!staff?.complete) return new Response("Sign in first.", { status: 401, headers });
  if (!Staff.may(staff.roles, "catalog.edit")) {
    await Staff.refused(staff, "catalog.edit");
    return new Response("Your role does not allow this.", { status: 403, headers });
  }
  const isScript = request.headers.get("accept") === "application/json";
  const result = await orRefusal(async () => {
    const form = await request.formData().catch(() => {
      throw new DomainError("input", "input.no_form", "This file can't be read. Please reload the page.");
    });
    const { file, ...sent } = Sent.parse(Object.fromEntries(form));
    const bytes = new Uint8Array(await file.arrayBuffer());
    const about = { fileName: sent.fileName ?? file.name, size: sent.size ?? bytes.length };
    const actor = Staff.actorOf(staff);
    return Transfer.receive({ ...sent, ...about, actor }, bytes);
  });
  if ("importId" in result) {
    const path = `/admin/products/import/${result.importId}`;
    return isScript ? Response.json({ path }, { headers }) : seeOther(path);
  }
  const problem = result.fields ? (Object.values(result.fields)[0] ?? result.message) : result.message;
  if (isScript) return Response.json({ problem }, { status: 422, headers });
  return seeOther(`/admin/products/import?${new URLSearchParams({ problem })}`);
}

const seeOther = (path: string) =>
  new Response(null, { status: 303, headers: { ...headers, Location: path } });
