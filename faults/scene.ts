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

const reconcile = async () => {
  const { discrepancies } = await Reconciliation.check({});
  return discrepancies
    .filter(({ kind }) => !withoutWorker.includes(kind))
    .map(({ kind, about, text }) => `reconciliation: ${kind} (${about} ${text})`);
};

/** Command that plays scenarios one after the other and prints what caught a bug in each, or null. */
for (const name of process.argv.slice(2)) {
  if (!isMutant(name)) throw new Error(`There is no scenario ${name}.`);
  const before = new Set(await reconcile());
  const caught = await scenarios[name]().then(
    () => null,
    (error: unknown) =>
      error instanceof AssertionError ? `expectation: ${describe(error)}` : `error: ${error}`,
  );
  const [found] = (await reconcile()).filter((discrepancy) => !before.has(discrepancy));
  console.log(JSON.stringify({ name, caught: [found, caught].filter(Boolean).join("; ") || null }));
}
process.exit(0);

function describe({ message, actual, expected }: AssertionError) {
  return `${message.split("\n")[0]}: ${actual}, not ${expected}`;
}
