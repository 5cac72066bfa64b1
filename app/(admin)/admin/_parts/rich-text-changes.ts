/** Text of a field, and the part of it that is selected. */
export type Selected = { text: string; start: number; end: number };

export type Change = "bold" | "italic" | "link" | "heading" | "list";

/** Changes that the buttons of a rich text field make. Each, done again, is undone. */
export const changes: Record<Change, (selected: Selected) => Selected> = {
  bold: (selected) => wrapped(selected, "**", "bold text"),
  italic: (selected) => wrapped(selected, "_", "italic text"),
  link: ({ text, start, end }) => {
    const label = text.slice(start, end) || "link text";
    const from = start + label.length + 3;
    const address = "https://";
    const written = `[${label}](${address})`;
    return {
      text: text.slice(0, start) + written + text.slice(end),
      start: from,
      end: from + address.length,
    };
  },
  heading: (selected) => prefixed(selected, "## "),
  list: (selected) => prefixed(selected, "- "),
};

function wrapped({ text, start, end }: Selected, mark: string, example: string): Selected {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const inner = text.slice(start, end);
  if (before.endsWith(mark) && after.startsWith(mark)) {
    const from = start - mark.length;
    const kept = before.slice(0, from) + inner + after.slice(mark.length);
    return { text: kept, start: from, end: from + inner.length };
  }
  const written = inner || example;
  const from = start + mark.length;
  return { text: `${before}${mark}${written}${mark}${after}`, start: from, end: from + written.length };
}

/** Puts the prefix before each selected line, or removes it when all have it. */
function prefixed({ text, start, end }: Selected, prefix: string): Selected {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", Math.max(start, end - 1));
  const to = next < 0 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const isDone = lines.every((line) => line.startsWith(prefix));
  const changed = lines.map((line) => (isDone ? line.slice(prefix.length) : `${prefix}${line}`)).join("\n");
  return { text: text.slice(0, from) + changed + text.slice(to), start: from, end: from + changed.length };
}
