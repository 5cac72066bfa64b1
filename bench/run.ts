import { parseArgs } from "node:util";
import { Refusal } from "../packages/local/src/refusal";
import { stopSignal } from "../packages/local/src/stop-signal";

const usage = "Usage: bench [--products N] [--start]";

/**
 * Starts a shop, measures it against the budgets and prints a line of JSON for each measure. `--start` also times a
 * start on an empty folder and a second one; `--products` measures a larger catalog.
 */
async function run(): Promise<void> {
  const { products, start } = options();
  const stop = stopSignal();
  const { openShop } = await import("../e2e/shop");
  const cloud = await openShop({ products, say: (line) => console.error(line) });
  try {
    Object.assign(process.env, cloud.env); // before the domain is imported, which reads its links on load
    const { measureShop } = await import("./measures");
    await Promise.race([measureShop(cloud.urls.shop), stop.asked]);
  } finally {
    await cloud.stop();
  }
  if (start && !stop.wasAsked()) await (await import("./start")).measureStarts();
}

function options() {
  try {
    const { values } = parseArgs({
      options: { products: { type: "string" }, start: { type: "boolean", default: false } },
    });
    const products = values.products === undefined ? undefined : Number(values.products);
    if (products !== undefined && !Number.isInteger(products)) throw new Refusal(usage);
    return { products, start: values.start };
  } catch {
    throw new Refusal(usage);
  }
}

try {
  await run();
  process.exit();
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exit(1);
}
