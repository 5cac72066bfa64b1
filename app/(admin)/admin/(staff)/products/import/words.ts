import type { Entry, Import, ImportState, System } from "@securecart/core/transfer";
import type { BadgeTone } from "#app/_components/ui/badge";

export const systemNames: Record<System, string> = {
  own: "This shop's own format",
  shopify: "Shopify",
  woocommerce: "WooCommerce",
  vendure: "Vendure",
  table: "Another list: one row per variant",
};

export const stateNames: Record<ImportState, { label: string; tone: BadgeTone }> = {
  uploading: { label: "Uploading", tone: "plain" },
  uploaded: { label: "Choose columns", tone: "warning" },
  checking: { label: "Checking", tone: "plain" },
  checked: { label: "Ready to start", tone: "warning" },
  running: { label: "Importing", tone: "plain" },
  pictures: { label: "Fetching pictures", tone: "plain" },
  done: { label: "Done", tone: "good" },
  stopped: { label: "Stopped", tone: "warning" },
  failed: { label: "Failed", tone: "bad" },
};

export const resultNames: Record<Entry["result"], { label: string; tone: BadgeTone }> = {
  created: { label: "New", tone: "good" },
  changed: { label: "Changed", tone: "warning" },
  same: { label: "Nothing to change", tone: "plain" },
  refused: { label: "Refused", tone: "bad" },
};

/** Returns the rows of a file in words: "2–5, 9". */
export function rowsInWords(lines: number[]): string {
  const runs: [number, number][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last && line === last[1] + 1) last[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}

export const isWorking = ({ state, mapping }: Pick<Import, "state" | "mapping">) =>
  state === "uploading" ? mapping === undefined : ["checking", "running", "pictures"].includes(state);

/** Returns how far a worker is, from 0 to 100 percent; undefined before it knows how much there is. */
export const percentOf = ({ done, chunks }: Pick<Import, "done" | "chunks">) =>
  chunks ? Math.floor((100 * Math.min(done, chunks)) / chunks) : undefined;

export const products = (count: number) => (count === 1 ? "1 product" : `${count} products`);
export const variants = (count: number) => (count === 1 ? "1 variant" : `${count} variants`);
export const pictures = (count: number) => (count === 1 ? "1 picture" : `${count} pictures`);
