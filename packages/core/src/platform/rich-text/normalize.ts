import { Text } from "../text";
import { linkOf } from "./link";
import type { Block, RichTextValue, Run } from "./types";

/**
 * Returns the text in its normal form: cleaned characters, no empty parts, neighbors of one look joined, no look on a
 * space at the edge of a run, and only links that a text may have. Normalizing twice changes nothing.
 */
export function normalize(blocks: Block[]): RichTextValue {
  const found: Block[] = [];
  for (const block of blocks) {
    if (block.type !== "list") {
      const runs = block.type === "heading" ? oneLine(linesOf(block.runs)) : joined(linesOf(block.runs));
      if (runs.length > 0) found.push({ ...block, runs });
      continue;
    }
    const items = block.items.map((item) => joined(linesOf(item))).filter((item) => item.length > 0);
    const last = found.at(-1);
    if (last?.type === "list" && last.ordered === block.ordered) last.items.push(...items);
    else if (items.length > 0) found.push({ type: "list", ordered: block.ordered, items });
  }
  return found;
}

const isSame = (a: Run, b: Run) => a.bold === b.bold && a.italic === b.italic && a.link === b.link;

/** Splits runs at their line breaks and returns the lines that have text, each normalized. */
function linesOf(runs: Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    for (const [i, text] of run.text.split(/\r\n|[\n\r\u2028\u2029]/).entries()) {
      if (i > 0) lines.push([]);
      lines.at(-1)?.push(looked(text, run));
    }
  }
  return lines.map(stable).filter((line) => line.length > 0);
}

function looked(text: string, { bold, italic, link }: Run): Run {
  const address = link === undefined ? undefined : linkOf(link);
  return { text, ...(bold && { bold }), ...(italic && { italic }), ...(address && { link: address }) };
}

/** Repeats the cleaning until nothing changes, because a cleaned run gives others new neighbors. */
function stable(line: Run[]): Run[] {
  const next = once(line);
  return JSON.stringify(next) === JSON.stringify(line) ? next : stable(next);
}

function once(line: Run[]): Run[] {
  const parts = merged(line).flatMap((run) => {
    const core = Text.clean(run.text);
    const space = { text: " " };
    if (core === "") return /[\s\u2800]/u.test(run.text) ? [space] : [];
    const starts = /^[\s\u2800]/u.test(run.text);
    const ends = /[\s\u2800]$/u.test(run.text);
    return [...(starts ? [space] : []), { ...run, text: core }, ...(ends ? [space] : [])];
  });
  const [first, last] = [parts.findIndex(isText), parts.findLastIndex(isText)];
  return first < 0 ? [] : merged(parts.slice(first, last + 1));
}

const isText = ({ text }: Run) => text !== " ";

/** Joins neighbors of one look. */
function merged(line: Run[]): Run[] {
  const found: Run[] = [];
  for (const run of line) {
    const last = found.at(-1);
    if (last && isSame(last, run)) found[found.length - 1] = { ...last, text: last.text + run.text };
    else if (run.text !== "") found.push(run);
  }
  return found;
}

/** Joins lines with line breaks. A break between runs of one look is part of the run. */
function joined(lines: Run[][]): Run[] {
  const [first = [], ...rest] = lines;
  let found = first;
  for (const line of rest) {
    const [before, after] = [found.at(-1), line[0]];
    const look = before && after && isSame(before, after) ? before : {};
    found = merged([...found, { ...look, text: "\n" }, ...line]);
  }
  return found;
}

const oneLine = (lines: Run[][]): Run[] =>
  stable(lines.flatMap((line, i) => (i === 0 ? line : [{ text: " " }, ...line])));
