import { Price } from "#catalog/price";
import { DomainError } from "#platform/error";
import { type By, type Group, parse, Settings, type Values } from "#platform/settings";
import { checks, type Problem } from "./checks";
import { refuseOtherCurrency } from "./currency";
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
 * other settings, `settings.picture_gone`, `settings.currency_in_use`.
 */
export async function change<Name extends Group>(group: Name, change: Partial<Values<Name>>, by: By) {
  const settings = await Settings.all();
  const next = { ...settings, [group]: parse(group, { ...settings[group], ...change }) };
  const before = await problemsOf(settings);
  const [refusal] = (await problemsOf(next)).filter(
    ({ level, message }) => level === "refusal" && !before.some((known) => known.message === message),
  );
  if (refusal) throw new DomainError("conflict", "settings.refused", refusal.message);
  await Settings.change(group, change, by, (was, is) => withChange(group, was, is));
}

/** Takes back the last change of a group, see `Settings.undo`. Throws what `change` does. */
export const undo = (group: Group, input: Parameters<typeof Settings.undo>[1]) =>
  Settings.undo(group, input, (was, is) => withChange(group, was, is));

/** Returns what is written together with a change. Throws when other rows do not allow it. */
async function withChange(group: Group, before: unknown, after: unknown) {
  const pictures = await pictureUses(group, before, after);
  if (group !== "currencies") return pictures;
  const [was, is] = [parse("currencies", before), parse("currencies", after)];
  await refuseOtherCurrency(was, is);
  // Prices are computed from the board, which also knows the roundings of former prices.
  return was.rounding === is.rounding
    ? pictures
    : { ...pictures, board: await Price.boardWithRounding(is.rounding) };
}

async function problemsOf(settings: Settings.All): Promise<Problem[]> {
  return (await Promise.all(checks.map((check) => check(settings)))).flat();
}
