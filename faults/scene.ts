import { AssertionError } from "node:assert";
import { Reconciliation } from "@securecart/core/reconciliation";
import { isMutant } from "./mutants";
import { scenarios } from "./scenarios";

/** Discrepancies that only mean that no worker runs. */
const withoutWorker: readonly string[] = [
  "event.waiting",
  "webhook.waiting",
  "fulfillment.missing",
  "message.stuck",
];

const discrepancies = async () => {
  const { findings } = await Reconciliation.check({});
  return findings
    .filter(({ kind }) => !withoutWorker.includes(kind))
    .map(({ kind, about, says }) => `reconciliation: ${kind} (${about} ${says})`);
};

/** Command that plays scenarios one after the other and prints what caught a bug in each, or null. */
for (const name of process.argv.slice(2)) {
  if (!isMutant(name)) throw new Error(`There is no scenario ${name}.`);
  const before = new Set(await discrepancies());
  const caught = await scenarios[name]().then(
    () => null,
    (error: unknown) =>
      error instanceof AssertionError ? `expectation: ${describe(error)}` : `error: ${error}`,
  );
  const [found] = (await discrepancies()).filter((finding) => !before.has(finding));
  console.log(JSON.stringify({ name, caught: [found, caught].filter(Boolean).join("; ") || null }));
}
process.exit(0);

function describe({ message, actual, expected }: AssertionError) {
  return `${message.split("\n")[0]}: ${actual}, not ${expected}`;
}
