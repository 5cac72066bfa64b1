import type { AuditRow } from "@securecart/core/audit";

/** Most changed values that a row lists. */
const mostListed = 12;

/** Lists the values that changed: "status: paid → packed", "zones Europe methods Express transit max: 2 → 3". */
export function changeOf(before: AuditRow["before"] = {}, after: AuditRow["after"] = {}) {
  const changed = Object.keys(after).flatMap((name) => {
    const [was, is] = [leavesOf(before[name], labelOf(name)), leavesOf(after[name], labelOf(name))];
    if (!(name in before)) return [...is].map(([path, value]) => `${path}: ${value}`);
    return [...new Set([...was.keys(), ...is.keys()])]
      .filter((path) => was.get(path) !== is.get(path))
      .map((path) => `${path}: ${was.get(path) ?? "(none)"} → ${is.get(path) ?? "(none)"}`);
  });
  const rest = changed.length - mostListed;
  return changed
    .slice(0, mostListed)
    .concat(rest > 0 ? `and ${rest} more` : [])
    .join(", ");
}

/** Returns the texts of a value and of all that it contains, by their paths in words. */
function leavesOf(value: unknown, path: string): Map<string, string> {
  if (Array.isArray(value)) {
    if (!value.some(isObject)) return new Map([[path, value.length === 0 ? "(none)" : value.join(", ")]]);
    return joined(value.map((item, i) => leavesOf(item, `${path} ${nameOf(item) ?? i + 1}`)));
  }
  if (isObject(value))
    return joined(Object.entries(value).map(([name, inner]) => leavesOf(inner, `${path} ${labelOf(name)}`)));
  return new Map([[path, value === "" ? "(empty)" : `${value}`]]);
}

const joined = (all: Map<string, string>[]) => new Map(all.flatMap((one) => [...one]));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Returns the name by which staff know an entry of a list. */
const nameOf = (item: unknown) =>
  isObject(item) ? [item.name, item.area].find((name) => typeof name === "string") : undefined;

/** Returns a name in words; one that has spaces, or is a code in capitals, is in words already. */
const labelOf = (name: string) =>
  name.includes(" ") || name === name.toUpperCase()
    ? name
    : name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
