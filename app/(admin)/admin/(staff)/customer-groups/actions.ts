"use server";

import { Admin } from "@securecart/core/admin";
import { CustomerGroup } from "@securecart/core/customer-group";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction, Whole } from "#app/_lib/staff-action";
import { addedInWords } from "./words";

type Action = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

const may = "customers.group";

export const create: Action = async (_, form) =>
  staffAction(may, form, CustomerGroup.Fields, async (input, by) => {
    const { groupId } = await Admin.createGroup({ ...input, ...by });
    redirect(`/admin/customer-groups/${groupId}?done=created`);
  });

const Seen = z.object({ groupId: z.string(), seen: Whole("Reload the page.") });

export const change: Action = async (_, form) =>
  staffAction(may, form, Seen.extend(CustomerGroup.Fields.shape), (input, by) =>
    Admin.changeGroup({ ...input, ...by }),
  );

export const archive: Action = async (_, form) =>
  staffAction(may, form, Seen, (input, by) => Admin.archiveGroup({ ...input, ...by }));

export const restore: Action = async (_, form) =>
  staffAction(may, form, Seen, (input, by) => Admin.restoreGroup({ ...input, ...by }));

const Addresses = z.object({
  groupId: z.string(),
  /** One address per line, or between commas. */
  emails: z
    .string("Enter an email address.")
    .max(20_000, "This is too long.")
    .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
    .pipe(z.array(z.string()).min(1, "Enter an email address."))
    .pipe(Admin.addToGroup.schema.shape.emails),
});

export const add: Action = async (_, form) => {
  let message = "";
  const outcome = await staffAction(may, form, Addresses, async (input, by) => {
    message = addedInWords(await Admin.addToGroup({ ...input, ...by }));
  });
  return outcome.ok ? { ...outcome, message } : outcome;
};

export const remove: Action = async (_, form) =>
  staffAction(may, form, z.object({ groupId: z.string(), customerId: z.string() }), (input, by) =>
    Admin.removeFromGroup({ ...input, ...by }),
  );
