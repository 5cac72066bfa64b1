import { Clock } from "../clock";
import { Dynamo } from "../dynamo";
import { type Group, groupNames, parse, type Values } from "./groups";
import { SettingEntity } from "./setting.entity";

/** Time for which a process shows a group without reading it again, in milliseconds. */
const shownFor = 1_000;

/** Returns a group of settings as they are now, defaults filled in. For decisions. One request. */
export async function read<Name extends Group>(group: Name): Promise<Values<Name>> {
  return (await current(group)).value;
}

/**
 * Returns a group of settings for a form that will change it: with its version, who changed it last, and the audit row of
 * that change. One request.
 */
export async function current<Name extends Group>(group: Name) {
  const { data } = await SettingEntity.get({ group }).go({ consistent: true });
  const last = data && { actor: data.actor, at: data.at, auditId: data.auditId ?? null };
  return { value: parse(group, data?.value ?? {}), version: data?.version ?? 0, last };
}

export type Current<Name extends Group> = Awaited<ReturnType<typeof current<Name>>>;

export type All = { [Name in Group]: Values<Name> };

/** Returns all groups of settings as they are now. One request. */
export async function all(): Promise<All> {
  const items = await Dynamo.batchGet(groupNames.map(keyOf), { consistent: true });
  return Object.fromEntries(groupNames.map((group) => [group, ofItems(items, group)])) as All;
}

/** Returns the groups that the merchant has saved at least once. One request. */
export async function savedGroups(): Promise<Group[]> {
  const items = await Dynamo.batchGet(groupNames.map(keyOf), { consistent: true });
  return groupNames.filter((group) => items.some((item) => item.group === group));
}

/** Returns the key of a group's row, for a batch read; `ofItems` finds the group in what it returns. */
export const keyOf = (group: Group) => Dynamo.keyOf(SettingEntity.get({ group }));

/** Returns a group of settings from the items of a batch read with its key, defaults filled in. */
export function ofItems<Name extends Group>(items: Record<string, unknown>[], group: Name): Values<Name> {
  const row = items
    .filter((item) => Dynamo.entityOf(item) === "setting")
    .map((item) => SettingEntity.parse({ Item: item }).data)
    .find((data) => data?.group === group);
  return parse(group, row?.value ?? {});
}

type Shown = { until: number; value: Promise<unknown> };

const shownNow = new Map<Group, Shown>();

/**
 * Returns a group of settings for display, at most a second old. Simultaneous callers share one request. Do not decide by
 * it what a customer pays or may do.
 */
export async function shown<Name extends Group>(group: Name): Promise<Values<Name>> {
  const known = shownNow.get(group);
  if (known && known.until > Clock.now() && known.until <= Clock.now() + shownFor)
    return (await known.value) as Values<Name>;
  const next = { until: Clock.now() + shownFor, value: read(group) };
  shownNow.set(group, next);
  try {
    return await next.value;
  } catch (error) {
    if (shownNow.get(group) === next) shownNow.delete(group);
    throw error;
  }
}

/** Drops the values of a group that this process shows. */
export const forget = (group: Group) => void shownNow.delete(group);

/** Returns the IANA name of the shop's time zone, such as "Europe/Berlin". At most a second old. */
export const timeZone = async () => (await shown("time")).zone;
