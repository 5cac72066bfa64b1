"use server";

import { DomainError } from "@securecart/core/error";
import { Staff } from "@securecart/core/staff";
import { exportKinds, Transfer } from "@securecart/core/transfer";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { ownAction } from "#app/_lib/staff-action";

const Day = z
  .string()
  .default("")
  .transform((text) => text || undefined);

const Wanted = z.object({
  requestId: z.uuid(),
  kind: z.enum(exportKinds, "Choose what to export."),
  from: Day,
  to: Day,
  withStock: z.string().optional(),
});

/** Begins an export. Each kind requires the duty to read its rows. */
export async function begin(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return ownAction({ fresh: false }, form, Wanted, async ({ withStock, from, to, ...wanted }, staff) => {
    const duty = Transfer.dutyOf[wanted.kind];
    if (!Staff.may(staff.roles, duty)) {
      await Staff.refused(staff, duty);
      throw new DomainError("auth", "staff.not_allowed", "Your role does not allow this export.");
    }
    await Transfer.beginExport({
      ...wanted,
      actor: Staff.actorOf(staff),
      ...(from && { from }),
      ...(to && { to }),
      withStock: withStock === "on",
    });
  });
}
