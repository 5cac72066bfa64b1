import { DomainError } from "#platform/error";
import { type By, type Group, parse, Settings, type Values } from "#platform/settings";
import { checks, type Problem } from "./checks";
import { pictureUses } from "./pictures";

export type { Check, Problem } from "./checks";
export * as SettingsCheck from "./index";

/** Returns what does not fit together in the settings, with the settings. One request, and those of the checks. */
export async function run() {
  const settings = await Settings.all();
  return { settings, problems: await problemsOf(settings) };
}

/**
 * Changes a group of settings, see `Settings.change`. Throws `settings.refused` when the new values do not fit with the
 * other settings.
 */
export async function change<Name extends Group>(group: Name, change: Partial<Values<Name>>, by: By) {
  const settings = await Settings.all();
  const next = { ...settings, [group]: parse(group, { ...settings[group], ...change }) };
  const before = await problemsOf(settings);
  const [refusal] = (await problemsOf(next)).filter(
    ({ level, message }) => level === "refusal" && !before.some((known) => known.message === message),
  );
  if (refusal) throw new DomainError("conflict", "settings.refused", refusal.message);
  await Settings.change(group, change, by, (was, is) => pictureUses(group, was, is));
}

/** Takes back the last change of a group, see `Settings.undo`. Throws `settings.picture_gone`. */
export const undo = (group: Group, input: Parameters<typeof Settings.undo>[1]) =>
  Settings.undo(group, input, (was, is) => pictureUses(group, was, is));

async function problemsOf(settings: Settings.All): Promise<Problem[]> {
  return (await Promise.all(checks.map((check) => check(settings)))).flat();
}
