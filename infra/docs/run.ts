const usage = "Usage: docs [--measure]";

/** Rewrites the generated blocks of docs/architecture.md and docs/cost.md; `--measure` first measures the pages. */
async function run(args: readonly string[]): Promise<void> {
  if (args.some((argument) => argument !== "--measure")) throw new Error(usage);
  if (args.includes("--measure")) await (await import("./measure")).measure();
  // Imported after the measurement, because the bill reads its result on import.
  const { openInventory } = await import("./inventory");
  const { documents, writeDocuments } = await import("./documents");
  writeDocuments(await openInventory());
  console.log(`Updated: ${Object.keys(documents).join(", ")}.`);
}

try {
  await run(process.argv.slice(2));
  process.exit();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

export {};
