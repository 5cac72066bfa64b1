import { z } from "zod";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Log } from "#platform/log";
import { checkChunk, readHeaders, runChunk, splitFile } from "./chunks";
import { advanceExport, ExportRef, sweepExports } from "./export";
import { find, type Import, progress, Ref, wake } from "./import";
import { ImportEntity, workingStates } from "./import.entity";

/** Time that one message works, in milliseconds, and the lease on the import meanwhile, in seconds. */
const sliceMilliseconds = 20_000;
const leaseSeconds = 120;

/** Failures of a step after which the import waits for a person. */
const mostFailures = 4;

/**
 * Continues an import for a time slice: reads its file, checks its rows or saves its products by chunks, and asks for
 * the next message when more is to do. Does nothing while another worker has the import. A chunk that was interrupted
 * is done again, which changes nothing that is done already.
 */
export const advance = fn(Ref, async ({ importId }, { milliseconds = sliceMilliseconds } = {}) => {
  let row = await take(importId);
  const until = performance.now() + milliseconds;
  while (row && isWorking(row) && performance.now() < until) {
    const current: Import = row;
    row = await step(current).catch((error) => failed(current, error));
  }
  if (!row) return;
  const released = await progress(row, { leaseUntil: Clock.iso(-1) });
  if (released && isWorking(released)) await wake(importId);
});

const isWorking = ({ state }: Import) => workingStates.some((known) => known === state);

/** Takes the lease on an import; null when there is nothing to do or another worker has it. */
async function take(importId: string) {
  const row = await find({ importId });
  if (!row || !isWorking(row) || (row.leaseUntil && row.leaseUntil > Clock.iso())) return null;
  return progress(row, { leaseUntil: Clock.iso(leaseSeconds) });
}

/** Does the next step of an import. Returns it as it is then; null when another request changed it meanwhile. */
async function step(row: Import): Promise<Import | null> {
  const leaseUntil = Clock.iso(leaseSeconds);
  if (!row.mapping)
    return progress(row, { ...(await readHeaders(row)), state: "uploaded", work: "none", failures: 0 });
  if (row.chunks === undefined)
    return progress(row, { ...(await splitFile(row)), done: 0, leaseUntil, failures: 0 });
  if (row.done < row.chunks) {
    const isCheck = row.state === "checking";
    const counts = isCheck ? await checkChunk(row) : await runChunk(row);
    return progress(row, {
      done: row.done + 1,
      leaseUntil,
      failures: 0,
      ...(isCheck ? { checked: counts } : { counts }),
    });
  }
  if (row.state === "checking") return progress(row, { state: "checked", work: "none" });
  if (row.state === "running" && row.counts.pending > 0) return progress(row, { state: "pictures", done: 0 });
  return progress(row, { state: "done", work: "none" });
}

/** Records that a step failed. A file that cannot be read is refused in words; after a few errors of ours it waits. */
async function failed(row: Import, error: unknown) {
  if (error instanceof DomainError)
    return progress(row, { state: "failed", work: "none", problem: error.message });
  Log.error("transfer.step_failed", error, { importId: row.importId });
  const failures = row.failures + 1;
  if (failures < mostFailures) return progress(row, { failures });
  const problem = "An error of ours stopped the import. Check it again to go on; what was imported stays.";
  return progress(row, { failures, state: "failed", work: "none", problem });
}

/** Wakes the workers of imports and exports whose worker died, or whose message was lost. Returns how many. */
export async function sweep() {
  const { data } = await ImportEntity.query.waiting({ work: "open" }).go({ limit: 50 });
  const dead = data.filter(
    ({ leaseUntil, updatedAt }) => (leaseUntil ?? updatedAt) < Clock.iso(leaseUntil ? 0 : -60),
  );
  for (const { importId } of dead) await wake(importId);
  return dead.length + (await sweepExports());
}

/** Message of the queue: an import or an export to go on with. */
export const Message = z.union([Ref, ExportRef]);

/** Continues the import or the export that a message names. */
export const handle = (message: z.output<typeof Message>) =>
  "importId" in message ? advance(message) : advanceExport(message);

/** Ends the lease on an import whose worker is known to be dead. */
export const expire = fn(Ref, async ({ importId }) => {
  const row = await find({ importId });
  if (row) await progress(row, { leaseUntil: Clock.iso(-1) });
});
