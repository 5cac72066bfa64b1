import { Parser } from "htmlparser2";
import { normalize } from "./normalize";
import type { Block, RichTextValue, Run } from "./types";

/** Elements that are left out with everything in them. */
const dropped = new Set(
  (
    "applet audio button canvas embed frame frameset head iframe map math noembed noframes noscript object option " +
    "picture script select style svg template textarea title video xmp"
  ).split(" "),
);

/** Elements that begin and end a block of their own. */
const blocks = new Set(
  (
    "address article aside body caption center dd details div dl dt fieldset figcaption figure footer form header hr " +
    "html legend main nav p pre section summary table tbody tfoot thead tr"
  ).split(" "),
);

const headings: Record<string, 2 | 3> = { h1: 2, h2: 2, h3: 3, h4: 3, h5: 3, h6: 3 };

/**
 * Reads the HTML of another shop system, however broken: headings, paragraphs, lists, quotes, bold, italic and links
 * stay, tables become a paragraph for each row, and everything else leaves its text or nothing.
 */
export function fromHtml(html: string): RichTextValue {
  const reader = new Reader();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes.href),
      ontext: (text) => reader.text(text),
      onclosetag: (name) => reader.close(name),
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  return reader.end();
}

/** Collects blocks while a parser walks through HTML. */
class Reader {
  private readonly found: Block[] = [];
  private runs: Run[] = [];
  private heading: 2 | 3 | null = null;
  private readonly lists: { ordered: boolean; isItem: boolean }[] = [];
  private readonly links: (string | undefined)[] = [];
  private readonly depth = { dropped: 0, bold: 0, italic: 0, quote: 0, closed: 0, cells: 0 };

  open(name: string, href: string | undefined) {
    if (dropped.has(name)) this.depth.dropped++;
    if (this.depth.dropped > 0) return;
    if (name === "b" || name === "strong") this.depth.bold++;
    else if (name === "i" || name === "em") this.depth.italic++;
    else if (name === "a") this.links.push(href);
    else if (name === "br") this.add("\n");
    else if (name === "td" || name === "th") {
      if (this.depth.cells++ > 0) this.add(" | ");
    } else this.openBlock(name);
  }

  private openBlock(name: string) {
    const level = Object.hasOwn(headings, name) ? headings[name] : undefined;
    if (!level && !blocks.has(name) && !["blockquote", "li", "ol", "ul"].includes(name)) return;
    this.flush();
    if (level) this.heading = level;
    if (name === "blockquote") this.depth.quote++;
    if (name === "p" || name === "pre") this.depth.closed++;
    if (name === "tr") this.depth.cells = 0;
    if (name === "ul" || name === "ol") this.lists.push({ ordered: name === "ol", isItem: false });
    const list = this.lists.at(-1);
    if (name === "li" && list) list.isItem = true;
  }

  close(name: string) {
    if (this.depth.dropped > 0) {
      if (dropped.has(name)) this.depth.dropped--;
      return;
    }
    if (name === "b" || name === "strong") this.depth.bold = Math.max(0, this.depth.bold - 1);
    else if (name === "i" || name === "em") this.depth.italic = Math.max(0, this.depth.italic - 1);
    else if (name === "a") this.links.pop();
    else this.closeBlock(name);
  }

  private closeBlock(name: string) {
    const isHeading = Object.hasOwn(headings, name);
    if (!isHeading && !blocks.has(name) && !["blockquote", "li", "ol", "ul"].includes(name)) return;
    this.flush();
    if (isHeading) this.heading = null;
    if (name === "blockquote") this.depth.quote = Math.max(0, this.depth.quote - 1);
    if (name === "p" || name === "pre") this.depth.closed = Math.max(0, this.depth.closed - 1);
    const list = this.lists.at(-1);
    if (name === "li" && list) list.isItem = false;
    if (name === "ul" || name === "ol") this.lists.pop();
  }

  /** Adds text. An empty line between blocks begins a paragraph, because WordPress stores paragraphs in this way. */
  text(text: string) {
    if (this.depth.dropped > 0) return;
    const isOpen = this.depth.closed > 0 || this.heading !== null || this.lists.length > 0;
    if (isOpen) return this.add(text.replace(/\s+/g, " "));
    for (const [i, part] of text.split(/\n[^\S\n]*\n/).entries()) {
      if (i > 0) this.flush();
      this.add(part.replace(/\s+/g, " "));
    }
  }

  end() {
    this.flush();
    return normalize(this.found);
  }

  private add(text: string) {
    const link = this.links.at(-1);
    this.runs.push({
      text,
      ...(this.depth.bold > 0 && { bold: true }),
      ...(this.depth.italic > 0 && { italic: true }),
      ...(link && { link }),
    });
  }

  /** Ends the block at hand. Two line breaks in a row separate paragraphs. */
  private flush() {
    const parts = paragraphsOf(this.runs);
    this.runs = [];
    const list = this.lists.at(-1);
    for (const runs of parts) {
      if (this.heading) this.found.push({ type: "heading", level: this.heading, runs });
      else if (list?.isItem) this.found.push({ type: "list", ordered: list.ordered, items: [runs] });
      else this.found.push({ type: this.depth.quote > 0 ? "quote" : "paragraph", runs });
    }
  }
}

function paragraphsOf(runs: Run[]): Run[][] {
  const parts: Run[][] = [[]];
  let breaks = 0;
  for (const run of runs) {
    if (run.text === "\n") breaks++;
    else if (run.text.trim() !== "") breaks = 0;
    if (breaks === 2) parts.push([]);
    else parts.at(-1)?.push(run);
  }
  return parts.filter((part) => part.some(({ text }) => text.trim() !== ""));
}
