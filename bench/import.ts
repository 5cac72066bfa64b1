import { randomUUID } from "node:crypto";
import { loadavg } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { type Import, type ImportState, Transfer } from "@securecart/core/transfer";
import { cpuSeconds } from "./cpu";
import { shopifyFile } from "./import-file";
import { report } from "./report";

const variants = 10_000;
const budgetSeconds = 300;
const lookMilliseconds = 200;

/** Measures the import of 10,000 variants by the shop's worker, from the upload to the last product, and again. */
export async function measureImport(): Promise<void> {
  const file = new TextEncoder().encode(shopifyFile(variants, `bench-${randomUUID().slice(0, 8)}`));
  const cpu = cpuSeconds();
  const first = await imported(file);
  report("import 10,000 variants", first.seconds, "s", { atMost: budgetSeconds });
  report("import 10,000 variants, products created", first.counts.created, "products", {
    atLeast: variants / 4,
  });
  report("import 10,000 variants, CPU of the whole shop", cpuSeconds() - cpu, "s");
  report("import 10,000 variants, load of the machine", loadavg()[0] ?? Number.NaN, "processes");
  const second = await imported(file);
  report("import the same file again", second.seconds, "s", { atMost: budgetSeconds });
  const { products, same } = second.counts;
  report("import the same file again, products changed", products - same, "products", { atMost: 0 });
}

/** Imports a file as a staff member does. Returns the import at its end, and the seconds that it took. */
async function imported(file: Uint8Array): Promise<Import & { seconds: number }> {
  const by = () => ({ actor: "staff:bench@example.com", requestId: randomUUID() });
  const started = performance.now();
  const sent = { ...by(), fileName: "bench.csv", size: file.length, part: 1, parts: 1 };
  const { importId } = await Transfer.receive(sent, file);
  const { mapping } = await reached(importId, "uploaded");
  if (!mapping) throw new Error("No column of the file was recognized.");
  await Transfer.map({
    importId,
    ...by(),
    mapping: { ...mapping, others: "rate", rate: 0.9, withStock: true },
  });
  await reached(importId, "checked");
  await Transfer.start({ importId, ...by() });
  const done = await reached(importId, "done");
  return { ...done, seconds: (performance.now() - started) / 1000 };
}

/** Waits until an import is in a state. Returns it. */
async function reached(importId: string, state: ImportState): Promise<Import> {
  for (;;) {
    const found = await Transfer.find({ importId });
    if (found?.state === state) return found;
    if (!found || found.state === "failed") throw new Error(`The import failed: ${found?.problem}`);
    await delay(lookMilliseconds);
  }
}
