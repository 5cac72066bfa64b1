const usage = "Usage: docs [--measure]";

/** Writes docs/architecture.md, its picture and docs/cost.md; `--measure` measures the pages anew before. */
async function run(args: readonly string[]): Promise<void> {
  if (args.some((argument) => argument !== "--measure")) throw new Error(usage);
  if (args.includes("--measure")) await (await import("./measure")).measure();
  // Only now, because the bill reads what was measured when it is imported.
  const { openInventory } = await import("./synthesized");
  const { documents, writeDocuments } = await import("./write");
  writeDocuments(await openInventory());
  console.log(`Written: ${Object.keys(documents).join(", ")}.`);
}

try {
  await run(process.argv.slice(2));
  process.exit();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

export {};
