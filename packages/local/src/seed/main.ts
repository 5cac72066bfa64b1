import { createHash } from "node:crypto";
import { Search } from "@securecart/core/search";
import { Staff } from "@securecart/core/staff";
import { ownerOf } from "../owner";
import { type Arguments, readArguments } from "./arguments";
import { baseCatalog } from "./build";
import { generated } from "./generate";
import { drawAll, drawSite } from "./images";
import { hasProducts, type Marker, readMarker, writeMarker } from "./marker";
import { writeCategories, writeProducts } from "./write";

/** Made-up products are marked as written after each batch: what a killed run repeats is at most one of them. */
const BATCH = 500;

const base = baseCatalog();
const boards = [
  ...base.products.flatMap(({ pictures }) => pictures),
  ...base.categories.map(({ image, svg }) => ({ ...image, svg })),
];

async function seed({ products: wanted = base.products.length, seed: number, ifEmpty }: Arguments) {
  const started = performance.now();
  const found = await readMarker();
  if (ifEmpty && (await hasProducts(found))) return say("The shop has products already; nothing to seed.");
  const catalog = fingerprint();
  const known = found?.catalog === catalog ? found.base : "missing";
  const generated = found?.generated ?? {};
  const marker: Marker = { catalog, base: "started", generated, complete: false };
  if (known !== "done") {
    await writeMarker(marker);
    const [pictures] = await Promise.all([draw({ resume: known === "started" }), writeBase()]);
    const skus = base.products.reduce((sum, { onHand }) => sum + onHand.size, 0);
    say(`Seeded ${base.products.length} products with ${skus} SKUs and drew ${pictures} pictures.`);
  }
  marker.base = "done";
  await writeMarker(marker);
  await writeGenerated(marker, number, wanted - base.products.length);
  await Search.rebuild();
  await writeMarker({ ...marker, complete: true });
  say(`The shop has its ${wanted} products after ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

/** Whoever keeps a local shop can sign in to its back office; in the cloud accounts are the merchant's own affair. */
async function ensureOwner() {
  const folder = process.env.SECURECART_CLOUD;
  if (folder) await Staff.ensure(ownerOf(folder));
}

/** Tells one version of the base catalog from another: what is there unchanged need not be written again. */
function fingerprint() {
  const words = base.products.map(({ product, onHand }) => [product, [...onHand]]);
  return createHash("sha256")
    .update(JSON.stringify([words, base.categories, boards.map(({ svg }) => svg())]))
    .digest("hex");
}

async function draw(options: { resume: boolean }) {
  const [drawn] = await Promise.all([drawAll(boards, options), drawSite()]);
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
}

const say = (line: string) => console.log(line);

const wanted = readArguments(process.argv.slice(2), base.products.length);
if ("problem" in wanted) {
  console.error(wanted.problem);
  process.exitCode = 1;
} else {
  await ensureOwner();
  await seed(wanted);
}
