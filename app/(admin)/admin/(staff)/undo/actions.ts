"use server";

import { Admin } from "@securecart/core/admin";
import { DomainError } from "@securecart/core/error";
import { Staff } from "@securecart/core/staff";
import { refresh, revalidateTag } from "next/cache";
import { z } from "zod";
import { attempt, fields, type Outcome } from "#app/_lib/attempt";
import { tags } from "#app/_lib/cached";
import { tellChange } from "#app/_lib/last-change";
import { requireSignedIn, requireStaff } from "#app/_lib/staff-session";

const Sent = z.object({ auditId: Admin.undo.schema.shape.auditId, requestId: z.uuid() });

/** Undoes a change of the signed-in staff member; the change decides which duty that takes. */
export async function undo(_: Outcome | null, form: FormData): Promise<Outcome> {
  await requireSignedIn({ from: "/admin" });
  let id = "";
  const outcome = await attempt(async () => {
    const { auditId, requestId } = Sent.parse(fields(form));
    id = requestId;
    const may = await Admin.dutyToUndo({ auditId });
    if (!may) throw new DomainError("conflict", "undo.not_possible", "This change cannot be undone here.");
    const actor = Staff.actorOf(await requireStaff({ may }));
    const { slugs } = await Admin.undo({ auditId, requestId, actor });
    for (const slug of slugs) revalidateTag(tags.product(slug), { expire: 0 });
  });
  if (id)
    await tellChange(
      outcome.ok ? { id, label: "Undone.", tone: "good" } : { id, label: outcome.message, tone: "bad" },
    );
  refresh();
  return outcome;
}
