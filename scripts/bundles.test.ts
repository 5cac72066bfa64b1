import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { coreFilesOf, handlers } from "./bundles";

const file = "packages/functions/bundles.json";
const golden: Record<string, string> = JSON.parse(readFileSync(file, "utf8"));

/** Returns the names of the entities among files of core. */
const entitiesIn = (files: string[]) =>
  files.flatMap((path) => /([\w-]+)\.entity\.ts$/.exec(path)?.[1] ?? []).sort();

test("each deployed handler bundles the entities that bundles.json lists, and no others", async () => {
  const found: Record<string, string> = {};
  for (const handler of handlers()) found[handler] = entitiesIn(await coreFilesOf(handler)).join(" ");
  if (process.env.ACCEPT) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
  expect(
    found,
    `When the change is intended: ACCEPT=1 npx vitest run --project unit scripts/bundles.test.ts`,
  ).toEqual(process.env.ACCEPT ? found : golden);
});

test("a handler that only stores a message bundles no order, no customer and no staff member", async () => {
  const entities = entitiesIn(await coreFilesOf("packages/functions/src/payment/stripe-webhook.handler"));
  expect(entities).toEqual(["inbox"]);
});
