import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { inside } from "../packages/local/src/environment";
import { type Cloud, startCloud } from "../packages/local/src/testing";
import { isMutant, type MutantName, mutants } from "./mutants";
import { check, conclude, measure } from "./report";

/**
 * Command that tests the fault runs themselves: `node --import tsx faults/run-mutants.ts [name…]` plays the scenario of
 * each mutant, or of the named ones, with and without the mutant. Without it the scenario must pass; with it the
 * reconciliation or an expectation of the scenario must fail.
 */
const requested = process.argv.slice(2);
const unknown = requested.filter((name) => !isMutant(name));
if (unknown.length > 0) {
  console.error(`Unknown mutants: ${unknown.join(", ")}. Mutants: ${Object.keys(mutants).join(", ")}.`);
  process.exit(1);
}
const names = (requested.length > 0 ? requested : Object.keys(mutants)) as MutantName[];

type Outcome = { name: string; caught: string | null };

const started = Date.now();
const cloud = await startCloud({ worker: false });
try {
  for (const { name, caught } of await play(cloud, names))
    check(`${name}: the shop without the mutant passes`, caught === null, caught);
  for (const name of names) {
    const [outcome] = await play(cloud, [name], name);
    measure("mutant", { name, caughtBy: outcome?.caught ?? null });
    check(`${name}: caught`, /^(reconciliation|expectation)/.test(outcome?.caught ?? ""));
  }
} finally {
  await cloud.stop();
}
measure("mutants.run", { mutants: names.length, seconds: Math.round((Date.now() - started) / 1000) });
process.exit(conclude());

/** Plays scenarios in a process, with a mutant in it or without. Throws when a scenario has no outcome. */
async function play({ env }: Cloud, scenarios: MutantName[], mutant?: MutantName): Promise<Outcome[]> {
  const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const args = ["--no-warnings", "--import", "tsx", "--import", file("mutant-hook.ts"), file("scene.ts")];
  const { stdout } = await promisify(execFile)(process.execPath, [...args, ...scenarios], {
    env: { ...inside(env), SECURECART_MUTANT: mutant ?? "" },
    timeout: 120_000,
  });
  const lines = stdout.split("\n").filter((line) => line.startsWith('{"name"'));
  if (lines.length !== scenarios.length)
    throw new Error(`${scenarios.join(", ")} did not finish:\n${stdout}`);
  return lines.map((line) => JSON.parse(line) as Outcome);
}
