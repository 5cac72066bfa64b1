import { AssertionError } from "node:assert";
import { Reconciliation } from "@securecart/core/reconciliation";
import { isPlant } from "./plants";
import { scenarios } from "./scenarios";

/** What a cloud without a worker leaves undone is no finding. */
const unattended: readonly string[] = [
  "event.waiting",
  "webhook.waiting",
  "fulfillment.missing",
  "message.stuck",
];

const lookAtBooks = async () => {
  const { findings } = await Reconciliation.check({});
  return findings
    .filter(({ kind }) => !unattended.includes(kind))
    .map(({ kind, about, says }) => `books: ${kind} (${about} ${says})`);
};

/** Plays scenarios, one after the other, and says of each what showed that the shop is not sound; null when nothing did. */
for (const name of process.argv.slice(2)) {
  if (!isPlant(name)) throw new Error(`There is no scenario ${name}.`);
  const before = new Set(await lookAtBooks());
  const caught = await scenarios[name]().then(
    () => null,
    (error: unknown) => (error instanceof AssertionError ? `expectation: ${said(error)}` : `error: ${error}`),
  );
  const [found] = (await lookAtBooks()).filter((finding) => !before.has(finding));
  console.log(JSON.stringify({ name, caught: [found, caught].filter(Boolean).join("; ") || null }));
}
process.exit(0);

function said({ message, actual, expected }: AssertionError) {
  return `${message.split("\n")[0]}: ${actual}, not ${expected}`;
}
