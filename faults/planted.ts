import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { inside } from "../packages/local/src/environment";
import { type Cloud, startCloud } from "../packages/local/src/testing";
import { isPlant, type PlantName, plants } from "./plants";
import { check, conclude, measure } from "./report";

/**
 * Checks the checker: plants one bug after the other into a process of the shop and looks whether the books or a
 * scenario's expectations catch it. Without the bug the same scenario must pass. `node --import tsx faults/planted.ts
 * [name…]` plays these, or all.
 */
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !isPlant(name));
if (unknown.length > 0) {
  console.error(`There are no plants ${unknown.join(", ")}; there are ${Object.keys(plants).join(", ")}.`);
  process.exit(1);
}
const names = (asked.length > 0 ? asked : Object.keys(plants)) as PlantName[];

type Seen = { name: string; caught: string | null };

const started = Date.now();
const cloud = await startCloud({ worker: false });
try {
  for (const { name, caught } of await play(cloud, names))
    check(`${name}: the sound shop passes`, caught === null, caught);
  for (const name of names) {
    const [seen] = await play(cloud, [name], name);
    measure("planted", { name, caughtBy: seen?.caught ?? null });
    check(`${name}: caught`, /^(books|expectation)/.test(seen?.caught ?? ""));
  }
} finally {
  await cloud.stop();
}
measure("planted.run", { plants: names.length, seconds: Math.round((Date.now() - started) / 1000) });
process.exit(conclude());

/** Plays scenarios in a process of its own, with a plant in it or without. */
async function play({ env }: Cloud, scenes: PlantName[], plant?: PlantName): Promise<Seen[]> {
  const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const args = ["--no-warnings", "--import", "tsx", "--import", file("plant-hook.ts"), file("scene.ts")];
  const { stdout } = await promisify(execFile)(process.execPath, [...args, ...scenes], {
    env: { ...inside(env), SECURECART_PLANT: plant ?? "" },
    timeout: 120_000,
  });
  const lines = stdout.split("\n").filter((line) => line.startsWith('{"name"'));
  if (lines.length !== scenes.length) throw new Error(`${scenes.join(", ")} came to no end:\n${stdout}`);
  return lines.map((line) => JSON.parse(line) as Seen);
}
