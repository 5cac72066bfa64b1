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

/** Path of the seed program, which runs inside a cloud. */
export const seedProgram = join(root, "packages/local/src/seed/main.ts");

/**
 * Seeds an empty shop, or continues where a killed seed stopped. A shop with products stays unchanged; a shop that was
 * opened without the demo products gets only its owner.
 */
export async function seedIfEmpty(cloud: Cloud): Promise<void> {
  await cloud.run(seedTask(cloud));
  if (seedIdentity(cloud.folder) === undefined) markSeeded(cloud.folder);
}

/** Records that the catalog changed, so that pages built from the old one are built again. */
export function markSeeded(folder: Pick<DataFolder, "file">): void {
  writeJson(folder.file("seeded.json"), { id: randomUUID() });
}

/** Returns the identity of the catalog in this folder, or undefined when it was never seeded. */
export function seedIdentity(folder: Pick<DataFolder, "file">): string | undefined {
  return readJson(folder.file("seeded.json"), Seeded)?.id;
}

function seedTask({ env, folder }: Cloud): TaskSpec {
  return {
    name: "seed",
    command: process.execPath,
    args: [
      "--enable-source-maps",
      "--no-warnings",
      "--import",
      "tsx",
      seedProgram,
      folder.isEmptyShop ? "--nothing" : "--if-empty",
    ],
    env: inside(env),
    cwd: root,
  };
}
