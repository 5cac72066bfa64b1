import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import type { Cloud } from "./cloud";
import type { DataFolder } from "./data-folder";
import { inside } from "./environment";
import { readJson, writeJson } from "./json-file";
import type { TaskSpec } from "./process/task";
import { root } from "./services";

const Seeded = z.object({ id: z.string() });

/** The seed's own program, to be run inside a cloud. */
export const seedProgram = join(root, "packages/local/src/seed/main.ts");

/** Fills an empty shop, or goes on where a killed seed stopped. A shop with products is left alone. */
export async function seedIfEmpty(cloud: Cloud): Promise<void> {
  await cloud.run(seedTask(cloud));
  if (seedIdentity(cloud.folder) === undefined) markSeeded(cloud.folder);
}

/** Says that the catalog is another one now: pages built from the old one must be built again. */
export function markSeeded(folder: Pick<DataFolder, "file">): void {
  writeJson(folder.file("seeded.json"), { id: randomUUID() });
}

/** Which catalog this folder holds. */
export function seedIdentity(folder: Pick<DataFolder, "file">): string | undefined {
  return readJson(folder.file("seeded.json"), Seeded)?.id;
}

function seedTask({ env }: Cloud): TaskSpec {
  return {
    name: "seed",
    command: process.execPath,
    args: ["--enable-source-maps", "--no-warnings", "--import", "tsx", seedProgram, "--if-empty"],
    env: inside(env),
    cwd: root,
  };
}
