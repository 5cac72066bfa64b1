import { Shop } from "#platform/shop";
import { Text } from "#platform/text";
import { type Known, knownCategories } from "./categories";
import { type Draft, Drafts } from "./draft";
import type { Import } from "./import";
import type { Counts } from "./import.entity";
import { type ChunkKind, readChunk, readFileOf, writeChunk } from "./objects";
import { fetchedPictures, knownPictures } from "./pictures";
import { countsOf, entryOf, knownOf, looked, saved } from "./products";
import { readDrafts, readRows } from "./read-file";
import { proposed } from "./recognize";
import { Entries, type Entry } from "./report";
import type { Context } from "./resolve";

/** Most products and variants of a chunk: what a worker saves between two writes of its progress. */
const mostProducts = 40;
const mostVariants = 200;

/** Products that are saved at the same time. */
const atOnce = 8;

const longestHeader = 80;

/** Reads the names of the columns, an example of each, and which column holds what. */
export async function readHeaders(row: Import) {
  const [first, ...rows] = readRows(await readFileOf(row));
  const headers = (first?.cells ?? []).map((cell) => Text.cut(cell.trim(), longestHeader));
  const examples = headers.map((_, i) => {
    const cell = rows.slice(0, 20).find(({ cells }) => (cells[i] ?? "").trim() !== "")?.cells[i] ?? "";
    return Text.cut(cell.trim(), 60);
  });
  return {
    headers: headers.slice(0, mostHeaders),
    examples: examples.slice(0, mostHeaders),
    mapping: proposed(headers, await Shop.currency()),
  };
}

/** Most columns that a person can choose from. */
const mostHeaders = 400;

/** Divides a file into chunks of products and stores them. Returns how many there are. */
export async function splitFile({ mapping, ...row }: Import) {
  if (!mapping) throw new Error(`${row.importId} has no mapping.`);
  const records = readRows(await readFileOf(row));
  const drafts = readDrafts(records, mapping, await Shop.currencies());
  const byLine = new Map(records.map((record) => [record.line, record]));
  const chunks = chunksOf(drafts);
  for (const [i, chunk] of chunks.entries()) {
    await writeChunk(row.importId, "drafts", i, chunk);
    const lines = chunk.flatMap((draft) => draft.lines);
    await writeChunk(
      row.importId,
      "rows",
      i,
      lines.flatMap((line) => byLine.get(line) ?? []),
    );
  }
  return { chunks: chunks.length };
}

function chunksOf(drafts: Draft[]): Draft[][] {
  const chunks: Draft[][] = [];
  let variants = 0;
  for (const draft of drafts) {
    const last = chunks.at(-1);
    variants += draft.variants.length;
    if (last && last.length < mostProducts && variants <= mostVariants) last.push(draft);
    else {
      chunks.push([draft]);
      variants = draft.variants.length;
    }
  }
  return chunks;
}

/** Checks the next chunk and stores its report. Returns the counts with it. */
export async function checkChunk(row: Import): Promise<Counts> {
  const drafts = await draftsOf(row);
  const context = await contextOf(row, drafts);
  const known = await knownOf(drafts);
  const resolved = drafts.map((draft) => looked(draft, known, context).resolved);
  const counts = await countsOf(resolved);
  const entries = resolved.map((one, i) => entryOf(one, counts[i] ?? []));
  await writeReport(row, "check", entries);
  const more = {
    products: drafts.length,
    variants: drafts.reduce((sum, { variants }) => sum + variants.length, 0),
  };
  return added(row.checked, entries, more);
}

/** Saves the products of the next chunk, or fetches their pictures, and stores its report. Returns the counts with it. */
export async function runChunk(row: Import): Promise<Counts> {
  const drafts = await draftsOf(row);
  const isPictures = row.state === "pictures";
  const planned = await reportOf(row, isPictures ? "result" : "check", row.done);
  if (isPictures) return picturesOf(row, drafts, planned);
  const context = await contextOf(row, drafts);
  const by = { ...row, phase: "data" };
  const known = await knownOf(drafts, (i) => planned[i]?.result === "created");
  const entries = await all(drafts, (draft, i) => saved(draft, known, context, by, planned[i]?.result));
  await writeReport(row, "result", entries);
  return added(row.counts, entries);
}

/** Fetches the pictures of a chunk that are missing and saves their products again. */
async function picturesOf(row: Import, drafts: Draft[], reported: Entry[]): Promise<Counts> {
  const waiting = drafts.map((draft, i) => ((reported[i]?.pending ?? 0) > 0 ? draft : null));
  const counts = { ...row.counts };
  const entries: Entry[] = [];
  for (const [i, draft] of waiting.entries()) {
    const before = reported[i];
    if (!before) continue;
    if (!draft) {
      entries.push(before);
      continue;
    }
    const { pictures, failed } = await fetchedPictures(draft);
    const context = { ...(await contextOf(row, [draft])), pictures };
    const by = { ...row, phase: `pictures-${row.round}` };
    const entry = await saved(draft, await knownOf([draft]), context, by, undefined);
    const left = entry.pending ?? 0;
    counts.pictures += Math.max(0, (before.pending ?? 0) - left);
    counts.failedPictures += left;
    const notes = entry.result === "refused" ? [...(before.notes ?? []), ...(entry.why ?? [])] : before.notes;
    entries.push({ ...before, ...(notes && { notes }), pending: left, pictures: failed });
  }
  await writeReport(row, "result", entries);
  return { ...counts, pending: Math.max(0, counts.pending - sumOf(reported)) + sumOf(entries) };
}

const sumOf = (entries: Entry[]) => entries.reduce((sum, { pending = 0 }) => sum + pending, 0);

function added(counts: Counts, entries: Entry[], more: Partial<Counts> = {}): Counts {
  const sum = { ...counts };
  sum.products += more.products ?? 0;
  sum.variants += more.variants ?? 0;
  for (const { result, pending = 0 } of entries) {
    sum[result]++;
    sum.pending += pending;
  }
  return sum;
}

async function contextOf({ mapping, ...row }: Import, drafts: Draft[]): Promise<Context> {
  if (!mapping) throw new Error(`${row.importId} has no mapping.`);
  const categories: Known[] = await knownCategories();
  const needed = await Shop.currencies();
  return { mapping, categories, needed, pictures: await knownPictures(drafts) };
}

/** Returns the products of the next chunk. */
const draftsOf = async ({ importId, done }: Import) =>
  Drafts.parse(await readChunk(importId, "drafts", done));

/** Returns the report of a chunk; empty when there is none yet. */
export async function reportOf(
  { importId }: Pick<Import, "importId">,
  kind: ChunkKind,
  chunk: number,
): Promise<Entry[]> {
  return Entries.parse((await readChunk(importId, kind, chunk)) ?? []);
}

/** Most products that are shown first, because something about them needs a person. */
const mostProblems = 200;

/** Stores the report of a chunk, and adds what needs a person to the list of problems. */
async function writeReport({ importId, done }: Import, kind: "check" | "result", entries: Entry[]) {
  await writeChunk(importId, kind, done, entries);
  const listed =
    done === 0 && !entries.some(({ pictures }) => pictures)
      ? []
      : await reportOf({ importId }, `${kind}-problems`, 0);
  const own = new Set(entries.map(({ lines }) => lines[0]));
  const problems = [
    ...listed.filter(({ lines }) => !own.has(lines[0])),
    ...entries.filter(({ result, pictures = [] }) => result === "refused" || pictures.length > 0),
  ];
  await writeChunk(importId, `${kind}-problems`, 0, problems.slice(0, mostProblems));
}

/** Does work on each item, a few at the same time. Returns the results in order. */
async function all<Item, Result>(
  items: Item[],
  work: (item: Item, i: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += atOnce)
    results.push(
      ...(await Promise.all(items.slice(from, from + atOnce).map((item, i) => work(item, from + i)))),
    );
  return results;
}
