import { parseArgs } from "node:util";
import { Search } from "@securecart/core/search";
import { z } from "zod";
import { baseCatalog } from "./build";
import { capacity, generated } from "./generate";
import { drawAll, drawSite } from "./images";
import { hasProducts, type Marker, readMarker, writeMarker } from "./marker";
import { icon, socialPicture } from "./site";
import { writeCategories, writeProducts } from "./write";

const USAGE = "Usage: seed [--products N] [--seed N] [--if-empty]";

/** Made-up products are marked as written after each batch: what a killed run repeats is at most one of them. */
const BATCH = 500;

const base = baseCatalog();

const Arguments = z.object({
  products: z.coerce
    .number({ error: "--products must be a whole number." })
    .int("--products must be a whole number.")
    .min(base.products.length, `--products must be at least ${base.products.length}, the catalog itself.`)
    .max(base.products.length + capacity, `--products must be at most ${base.products.length + capacity}.`)
    .optional(),
  seed: z.coerce
    .number({ error: "--seed must be a whole number." })
    .int("--seed must be a whole number.")
    .min(1, "--seed must be 1 or more.")
    .max(9999, "--seed must be at most 9999.")
    .default(1),
  "if-empty": z.boolean().default(false),
});

async function seed({ products: wanted, seed: number, "if-empty": ifEmpty }: z.output<typeof Arguments>) {
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
  const [drawn] = await Promise.all([
    drawAll(boards, { resume }),
    drawSite({ icon, social: socialPicture() }),
  ]);
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

function refuse(problem: string): never {
  console.error(`${problem} ${USAGE}`);
  process.exit(1);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        products: { type: "string" },
        seed: { type: "string" },
        "if-empty": { type: "boolean" },
      },
    });
    const { success, data, error } = Arguments.safeParse(values);
    return success ? data : refuse(error.issues[0]?.message ?? "Bad arguments.");
  } catch (error) {
    return refuse(error instanceof Error ? (error.message.split(". ")[0] ?? "") : "Bad arguments.");
  }
}

await seed(readArguments());
