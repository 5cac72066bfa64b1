import { createHash } from "node:crypto";
import { Dictionary } from "@securecart/core/dictionary";
import { Search } from "@securecart/core/search";
import { Staff } from "@securecart/core/staff";
import { ownerOf } from "../owner";
import { type Arguments, readArguments } from "./arguments";
import { baseCatalog } from "./build";
import { generated } from "./generate";
import { drawAll, drawSite } from "./images";
import { hasProducts, type Marker, readMarker, writeMarker } from "./marker";
import { pageTexts, writeHome, writeIdentity, writePages, writeSizeGuide } from "./pages";
import { reviewsOf, writeReviews } from "./reviews";
import { writeCategories, writeProducts } from "./write";

/** Progress is saved after each batch of generated products, so a killed run repeats at most one batch. */
const BATCH = 500;

const base = baseCatalog();
const boards = [
  ...base.products.flatMap(({ pictures }) => pictures),
  ...base.categories.map(({ image, svg }) => ({ ...image, svg })),
];

async function seed({ products: wanted = base.products.length, seed: number, ifEmpty }: Arguments) {
  const started = performance.now();
  const found = await readMarker();
  if (ifEmpty && (await hasProducts(found))) return say("The shop already has products; nothing to seed.");
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
  await Search.rebuild(Dictionary.englishWords);
  await writeMarker({ ...marker, complete: true });
  say(
    `The shop has ${wanted} products. Seeding took ${((performance.now() - started) / 1000).toFixed(1)} s.`,
  );
}

/** Creates the owner's staff account of a local shop. In the cloud the merchant creates the accounts. */
async function ensureOwner() {
  const folder = process.env.SECURECART_CLOUD;
  if (folder) await Staff.ensure(ownerOf(folder));
}

/** Returns a hash of the base catalog's data and drawings: an unchanged catalog is not written again. */
function fingerprint() {
  const data = base.products.map(({ product, onHand }) => [product, [...onHand]]);
  return createHash("sha256")
    .update(JSON.stringify([data, base.categories, boards.map(({ svg }) => svg()), pageTexts(), reviewsOf()]))
    .digest("hex");
}

async function draw(options: { resume: boolean }) {
  const [drawn] = await Promise.all([drawAll(boards, options), drawSite()]);
  return drawn;
}

async function writeBase() {
  await writeCategories(base.categories);
  await writeProducts(base.products);
  await writeIdentity();
  await writeReviews();
  await writePages();
  await writeSizeGuide();
  await writeHome();
}

/** Writes the larger catalog, starting where the last run with this seed number stopped. */
async function writeGenerated(marker: Marker, number: number, count: number) {
  for (let from = marker.generated[number] ?? 0; from < count; from += BATCH) {
    const to = Math.min(from + BATCH, count);
    await writeProducts(generated(number, from, to));
    marker.generated[number] = to;
    await writeMarker(marker);
    say(`  ${to} of ${count} generated products`);
  }
}

const say = (line: string) => console.log(line);

const wanted = readArguments(process.argv.slice(2), base.products.length);
if ("problem" in wanted) {
  console.error(wanted.problem);
  process.exitCode = 1;
} else {
  await ensureOwner();
  if (!wanted.nothing) await seed(wanted);
}
