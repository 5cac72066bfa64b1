import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "./checks/stack";
import { root } from "./paths";

/** Hash in some of SST's logical names, which differs between accounts. */
const unstable = /(Subscriber|Route)[A-Z][a-z]{5}(?=[A-Z]|$)/;

/** Resources of SST's own bookkeeping: uploads, keys, links. */
const bookkeeping = /^(pulumi|sst|command|random|tls)[:-]|^pulumi-nodejs:|bucketObjectv2|lambda\/invocation/;

/** Returns the resources of a stage, one line each: type and logical name. */
export function inventoryOf({ synthesis }: Stack): string[] {
  return synthesis.resources
    .filter(({ type, options }) => options.custom && !bookkeeping.test(type))
    .map(({ type, name }) => `${type.replace(/^aws:([^/]+)\/.*:/, "$1:")} ${name.replace(unstable, "$1…")}`)
    .sort();
}

const fileOf = (name: string) => join(root, `infra/inventory/${name}.txt`);

/** Returns the accepted inventory. `ACCEPT=1` accepts the current one first. */
export function acceptedInventory(name: string, found: string[]): string[] {
  const file = fileOf(name);
  if (process.env.ACCEPT === "1") {
    mkdirSync(join(root, "infra/inventory"), { recursive: true });
    writeFileSync(file, `${found.join("\n")}\n`);
  }
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

/** Returns added and removed resources and how to accept them; "" when nothing has changed. */
export function compareInventories(name: string, found: string[], accepted: string[]): string {
  const added = found.filter((line) => !accepted.includes(line)).map((line) => `+ ${line}`);
  const gone = accepted.filter((line) => !found.includes(line)).map((line) => `- ${line}`);
  if (added.length + gone.length === 0) return "";
  return [
    `The stage ${name} has changed:`,
    ...gone,
    ...added,
    "A removed resource loses its data. If this is intended:",
    "ACCEPT=1 npx vitest run --project infra infra/inventory.test.ts",
  ].join("\n");
}
