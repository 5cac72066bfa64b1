import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Sets each secret of the stacks without a default or a given value to `secret-of-<Name>`, which tests search for. */
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
