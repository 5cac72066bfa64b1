"use server";

import { randomUUID } from "node:crypto";
import { Stock } from "@securecart/core/stock";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction } from "#app/_lib/staff-action";

/** State of the page after a form of it was sent. */
export type ImportState = {
  outcome: Outcome;
  /** The list as it was pasted or read from the file. */
  text: string;
  /** The list as it was checked. */
  rows?: Stock.Row[];
  /** Request ID of applying it, so that it is applied once. */
  requestId?: string;
  results?: Stock.Counted[];
};

const Import = z.discriminatedUnion("step", [
  z.object({ step: z.literal("check"), text: z.string().default(""), file: z.instanceof(File).optional() }),
  z.object({
    step: z.literal("apply"),
    text: z.string(),
    cause: z.string("Enter a reason."),
    counts: z.string(),
  }),
]);

/** Checks a list of counts, or applies a list that was checked. */
export async function importCounts(_previous: ImportState | null, form: FormData): Promise<ImportState> {
  let shown: Omit<ImportState, "outcome"> = { text: "" };
  const outcome = await staffAction("stock.adjust", form, Import, async (input, by) => {
    if (input.step === "check") {
      shown.text = input.text;
      if (input.file && input.file.size > 0)
        shown.text = Stock.textOf(new Uint8Array(await input.file.arrayBuffer()));
      shown = {
        text: shown.text,
        rows: await Stock.checkCounts({ text: shown.text }),
        requestId: randomUUID(),
      };
      return;
    }
    const { text, counts, cause } = input;
    shown = { text, rows: await Stock.checkCounts({ text }), requestId: by.requestId };
    const results = await Stock.applyCounts({ counts: Counts.parse(JSON.parse(counts)), cause, ...by });
    shown = { text: "", results };
  });
  return { outcome, ...shown };
}

const Counts = z.array(z.object({ sku: z.string(), counted: z.number(), seen: z.number() }));
