import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Gives each secret of the stacks that has no value of its own one by which it is found again: `secret-of-<Name>`.
 * Those of the environment stand.
 */
export function fillSecrets(folder: string): void {
  const stacks = join(folder, "stacks");
  for (const file of readdirSync(stacks)) {
    if (!file.endsWith(".ts")) continue;
    for (const [, name] of readFileSync(join(stacks, file), "utf8").matchAll(
      /new sst\.Secret\(\s*"(\w+)"\s*\)/g,
    ))
      process.env[`SST_SECRET_${name}`] ??= `secret-of-${name}`;
  }
}
