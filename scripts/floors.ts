import { readFileSync } from "node:fs";

/** Oldest accepted versions; older ones are vulnerable or install incompletely. See docs/decisions/0003-versions.md. */
const floors: Record<string, string> = {
  next: "16.4.1",
  react: "19.2.1",
  "react-dom": "19.2.1",
  sharp: "0.35.4",
  stripe: "23.0.1",
};

type Lockfile = {
  packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>;
};

/** Lists installed versions below their floor, nested ones too, as sentences. */
export function belowFloors({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, { version = "" }]) => {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const floor = path.includes("node_modules/") && Object.hasOwn(floors, name) ? floors[name] : undefined;
    return floor && isBelow(version, floor) ? [`${path} is ${version}; it must be ${floor} or newer.`] : [];
  });
}

export const readLockfile = (): Lockfile => JSON.parse(readFileSync("package-lock.json", "utf8"));

function isBelow(version: string, floor: string) {
  const [a, b] = [version, floor].map((text) => text.split("-")[0]?.split(".").map(Number) ?? []);
  for (const i of [0, 1, 2]) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return version.includes("-");
}

/**
 * Lists platform packages that a dependency names and the lockfile lacks, as sentences. npm silently leaves out a
 * package that the registry lacks, and `npm ci` then refuses the whole lockfile.
 */
export function missingPlatforms({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`])
      .map((name) => `${path || "package.json"} needs ${name}, which the lockfile lacks.`),
  );
}
