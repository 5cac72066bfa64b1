import { z } from "zod";
import { Audit } from "../audit";
import { Clock } from "../clock";
import { transact, type Writes } from "../dynamo";
import { DomainError } from "../error";
import { Event } from "../event";
import { type Group, parse, type Values } from "./groups";
import { type Current, current, forget } from "./read";
import { SettingEntity } from "./setting.entity";

const By = z.object({
  actor: z.string().min(1),
  requestId: z.uuid(),
  /** Version that the person has seen; a newer one is not overwritten. */
  seen: z.number().int().optional(),
});

export type By = z.input<typeof By>;

/** Returns what is written in the transaction of a change besides, from the values before and after it. */
export type Also<Name extends Group> = (before: Values<Name>, after: Values<Name>) => Promise<Writes>;

/**
 * Changes a group of settings, with its audit row and the event that brings it to the pages. Takes effect at the next
 * read. The same request twice changes once. Throws `settings.changed` when another request changed the group
 * meanwhile, a ZodError for bad values.
 */
export async function change<Name extends Group>(
  group: Name,
  change: Partial<Values<Name>>,
  by: By,
  also?: Also<Name>,
) {
  const { actor, requestId, seen } = By.parse(by);
  const auditId = Audit.idOf("settings.change", `settings:${group}`, requestId);
  if (await Audit.has({ auditId })) return;
  const before = await current(group);
  if (before.last?.auditId === auditId) return; // the same request, sent twice at once
  if (seen !== undefined && seen !== before.version) throw changed();
  const value = parse(group, { ...before.value, ...change });
  await write(group, before, value, { auditId, actor, action: "settings.change", also });
}

const Undo = z.object({ actor: z.string().min(1), requestId: z.uuid(), auditId: z.string() });

/**
 * Takes back the last change of a group: the values that its audit row has from before are written again. Undoing an
 * undo restores the change. Throws `settings.changed` when the group was changed since.
 */
export async function undo<Name extends Group>(group: Name, input: z.input<typeof Undo>, also?: Also<Name>) {
  const { actor, requestId, auditId: undone } = Undo.parse(input);
  const auditId = Audit.idOf("settings.undo", `settings:${group}`, requestId);
  if (await Audit.has({ auditId })) return;
  const before = await current(group);
  if (before.last?.auditId === auditId) return; // the same request, sent twice at once
  const row = before.last?.auditId === undone ? await Audit.find({ auditId: undone }) : null;
  if (!row?.before) throw changed();
  const value = parse(group, { ...before.value, ...row.before });
  await write(group, before, value, { auditId, actor, action: "settings.undo", also });
}

type Act<Name extends Group> = {
  auditId: string;
  actor: string;
  action: string;
  also: Also<Name> | undefined;
};

async function write<Name extends Group>(
  group: Name,
  before: Current<Name>,
  value: Values<Name>,
  { auditId, actor, action, also }: Act<Name>,
) {
  const next = { value, version: before.version + 1, actor, at: Clock.iso(), auditId };
  const result = await transact({
    audit: Audit.record({
      auditId,
      action,
      subject: `settings:${group}`,
      actor,
      before: differing(before.value, value),
      after: differing(value, before.value),
    }),
    setting:
      before.version === 0
        ? SettingEntity.create({ group, ...next })
        : SettingEntity.patch({ group })
            .set(next)
            .where((at, { eq }) => eq(at.version, before.version)),
    event: Event.record("settings.changed", { group }),
    ...(await also?.(before.value, value)),
  });
  forget(group);
  if (!result.committed && result.refused !== "audit") throw changed();
}

/** Returns the fields whose values differ from those of `other`. */
function differing(values: object, other: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(other[name])),
  );
}

const changed = () =>
  new DomainError(
    "conflict",
    "settings.changed",
    "Another staff member has changed these settings. Please look at them again.",
  );
