import { createHash } from "node:crypto";
import type { z } from "zod";
import { Audit } from "#platform/audit";
import { DomainError } from "#platform/error";
import { type Group, Settings, type Values } from "#platform/settings";
import { Pricing } from "#sales/pricing";
import { SettingsCheck } from "../settings-check";
import type { Act } from "./recorded";

const tries = 5;

/**
 * Changes a part of a group of settings: `edit` gets the group as it is and returns what changes. Two people who edit
 * different parts at once both succeed. Throws what `edit` and `SettingsCheck.change` throw.
 */
export async function editSettings<Name extends Group>(
  group: Name,
  { actor, requestId }: z.output<typeof Act>,
  edit: (value: Values<Name>) => Partial<Values<Name>>,
) {
  const auditId = Audit.idOf("settings.change", `settings:${group}`, requestId);
  if (await Audit.has({ auditId })) return;
  for (let attempt = 1; ; attempt++) {
    const { value, version } = await Settings.current(group);
    const change = edit(value);
    try {
      await SettingsCheck.change(group, change, { actor, requestId, seen: version });
      return await Pricing.forgetRules();
    } catch (error) {
      const isTaken = error instanceof DomainError && error.code === "settings.changed";
      if (!isTaken || attempt === tries) throw error;
    }
  }
}

/**
 * Returns a short digest of a part of the settings, by which a form tells whether another staff member has changed it.
 */
export const digestOf = (part: unknown) =>
  createHash("sha256")
    .update(JSON.stringify(part ?? null, inOrder))
    .digest("base64url")
    .slice(0, 16);

/** Sorts the keys of objects: the table returns them in any order. */
const inOrder = (_key: string, value: unknown) =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Throws `settings.changed` when a part is not the one that the form showed. */
export function refuseUnlessSeen(part: unknown, seen: string) {
  if (digestOf(part) !== seen)
    throw new DomainError(
      "conflict",
      "settings.changed",
      "Another staff member has changed this meanwhile. Compare, and save again to replace it.",
    );
}

/** Throws `settings.gone` when a part does not exist any more. */
export function present<Part>(part: Part | undefined): Part {
  if (part === undefined)
    throw new DomainError("not_found", "settings.gone", "Another staff member has removed this meanwhile.");
  return part;
}
