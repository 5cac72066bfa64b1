import { Search } from "@securecart/core/search";
import { type Arguments, readArguments } from "./arguments";
import { baseCatalog } from "./build";
import { generated } from "./generate";
import { drawAll, drawSite } from "./images";
import { hasProducts, type Marker, readMarker, writeMarker } from "./marker";
import { writeCategories, writeProducts } from "./write";

/** Made-up products are marked as written after each batch: what a killed run repeats is at most one of them. */
const BATCH = 500;

const base = baseCatalog();

async function seed({ products: wanted, seed: number, ifEmpty }: Arguments) {
  const started = performance.now();
  const found = await readMarker();
  if (ifEmpty && (await hasProducts(found))) return say("The shop has products already; nothing to seed.");
  const resume = ifEmpty && found?.base === "started";
  const marker: Marker = { base: "started", generated: found?.generated ?? {} };
  await writeMarker(marker);
  const [pictures] = await Promise.all([draw(resume), writeBase()]);
  const made = wanted === undefined ? 0 : await writeGenerated(marker, number, wanted - base.products.length);
  await Search.rebuild();
  await writeMarker({ ...marker, base: "done" });
  const skus = base.products.reduce((sum, { onHand }) => sum + onHand.size, 0);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(
    `Seeded ${base.products.length + made} products (${skus} SKUs in the base catalog) and ${pictures} pictures in ${seconds} s.`,
  );
}

async function draw(resume: boolean) {
  const covers = base.categories.map(({ image, svg }) => ({ ...image, svg }));
  const boards = [...base.products.flatMap(({ pictures }) => pictures), ...covers];
  const [drawn] = await Promise.all([drawAll(boards, { resume }), drawSite()]);
  return drawn;
}

async function writeBase() {
  await writeCategories(base.categories);
  await writeProducts(base.products);
}

/** Writes the larger catalog from where the last run with this seed number stopped. */
async function writeGenerated(marker: Marker, number: number, count: number) {
  for (let from = marker.generated[number] ?? 0; from < count; from += BATCH) {
    const to = Math.min(from + BATCH, count);
    await writeProducts(generated(number, from, to));
    marker.generated[number] = to;
    await writeMarker(marker);
    say(`  ${to} of ${count} more products`);
  }
  return count;
}

const say = (line: string) => console.log(line);

const wanted = readArguments(process.argv.slice(2), base.products.length);
if ("problem" in wanted) {
  console.error(wanted.problem);
  process.exitCode = 1;
} else {
  await seed(wanted);
}
