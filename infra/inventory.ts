import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "./checks/stack";
import { root } from "./paths";

/** Parts of logical names that SST makes of what they are for, and that differ from one account to another. */
const unstable = /(Subscriber|Route)[A-Z][a-z]{5}(?=[A-Z]|$)/;

/** SST's own bookkeeping: files to upload, keys to write, links to remember. */
const bookkeeping = /^(pulumi|sst|command|random|tls)[:-]|^pulumi-nodejs:|bucketObjectv2|lambda\/invocation/;

/** What a stage consists of, one line a resource: its type and its logical name. */
export function inventoryOf({ synthesis }: Stack): string[] {
  return synthesis.resources
    .filter(({ type, options }) => options.custom && !bookkeeping.test(type))
    .map(({ type, name }) => `${type.replace(/^aws:([^/]+)\/.*:/, "$1:")} ${name.replace(unstable, "$1…")}`)
    .sort();
}

const fileOf = (name: string) => join(root, `infra/inventory/${name}.txt`);

/** The inventory that was accepted. With `ACCEPT=1` the present one is accepted. */
export function acceptedInventory(name: string, found: string[]): string[] {
  const file = fileOf(name);
  if (process.env.ACCEPT === "1") {
    mkdirSync(join(root, "infra/inventory"), { recursive: true });
    writeFileSync(file, `${found.join("\n")}\n`);
  }
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

/** What is new and what is gone, and how to say that it is meant. */
export function compareInventories(name: string, found: string[], accepted: string[]): string {
  const added = found.filter((line) => !accepted.includes(line)).map((line) => `+ ${line}`);
  const gone = accepted.filter((line) => !found.includes(line)).map((line) => `- ${line}`);
  if (added.length + gone.length === 0) return "";
  return [
    `The stage ${name} has changed:`,
    ...gone,
    ...added,
    "A resource that is gone takes its data along. If all of this is meant:",
    "ACCEPT=1 npx vitest run --project infra infra/inventory.test.ts",
  ].join("\n");
}
