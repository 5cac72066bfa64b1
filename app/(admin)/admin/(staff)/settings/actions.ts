"use server";

import { DomainError } from "@securecart/core/error";
import { type Group, groupNames } from "@securecart/core/settings";
import { SettingsCheck } from "@securecart/core/settings-check";
import { revalidateTag } from "next/cache";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { tags } from "#app/_lib/cached";
import { staffAction, Whole } from "#app/_lib/staff-action";
import { formOf } from "./forms";

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

const Sent = z.looseObject({ group: z.string(), seen: Whole("Reload the page.") });

/** Saves the form of a group of settings. */
export const saveSettings: Form = async (_, form) =>
  staffAction("settings.change", form, Sent, async ({ group, seen, ...sent }, by) => {
    const found = formOf(group);
    if (!found) throw new DomainError("input", "settings.unknown", "Reload the page.");
    await found.save(sent, { ...by, seen });
    show(found.group);
  });

const Undone = z.object({ group: z.enum(groupNames), auditId: z.string() });

/** Takes back the last change of a group of settings. */
export const undoSettings: Form = async (_, form) =>
  staffAction("settings.change", form, Undone, async ({ group, auditId }, by) => {
    await SettingsCheck.undo(group, { ...by, auditId });
    show(group);
  });

/** Renders the pages with a group again. The event of the change does this once more, also for other servers. */
function show(group: Group) {
  revalidateTag(tags.settings(group), { expire: 0 });
  if (group === "currencies") revalidateTag(tags.prices, { expire: 0 });
}
