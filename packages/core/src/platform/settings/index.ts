import { z } from "zod";
import { Audit } from "../audit";
import { Clock } from "../clock";
import { transact } from "../dynamo";
import { DomainError } from "../error";
import { type Group, groups, type Values } from "./groups";
import { SettingEntity } from "./setting.entity";

export { type Group, groups, type Values } from "./groups";
export * as Settings from "./index";

/** Returns a group of settings as they are now, defaults filled in. One request. */
export async function read<Name extends Group>(group: Name): Promise<Values<Name>> {
  return (await current(group)).value;
}

/** Returns a group of settings with its version, for a form that will change it. One request. */
export async function current<Name extends Group>(group: Name) {
  const { data } = await SettingEntity.get({ group }).go({ consistent: true });
  return { value: parse(group, data?.value ?? {}), version: data?.version ?? 0 };
}

const By = z.object({
  actor: z.string().min(1),
  requestId: z.uuid(),
  /** Version that the person has seen; a newer one is not overwritten. */
  seen: z.number().int().optional(),
});

/**
 * Changes a group of settings; the audit row is written with it. Takes effect at the next read. The same request twice
 * changes once. Throws `settings.changed` when someone else changed the group meanwhile, a ZodError for bad values.
 */
export async function change<Name extends Group>(
  group: Name,
  change: Partial<Values<Name>>,
  by: z.input<typeof By>,
) {
  const { actor, requestId, seen } = By.parse(by);
  const auditId = Audit.idOf("settings.change", `settings:${group}`, requestId);
  if (await Audit.has({ auditId })) return;
  const before = await current(group);
  if (seen !== undefined && seen !== before.version) throw changed();
  const value = parse(group, { ...before.value, ...change });
  const audit = Audit.record({
    auditId,
    action: "settings.change",
    subject: `settings:${group}`,
    actor,
    before: before.value,
    after: value,
  });
  const next = { value, version: before.version + 1, actor, at: Clock.iso() };
  const result = await transact({
    audit,
    setting:
      before.version === 0
        ? SettingEntity.create({ group, ...next })
        : SettingEntity.patch({ group })
            .set(next)
            .where((at, { eq }) => eq(at.version, before.version)),
  });
  if (!result.committed && result.refused !== "audit") throw changed();
}

const changed = () =>
  new DomainError(
    "conflict",
    "settings.changed",
    "Someone else has changed these settings. Please look at them again.",
  );

const parse = <Name extends Group>(group: Name, value: unknown) => groups[group].parse(value) as Values<Name>;
