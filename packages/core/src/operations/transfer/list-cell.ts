/** Writes a list into one cell. Its separator within an item gets a backslash in front. */
export const joined = (items: readonly string[], separator: string) =>
  items
    .map((item) => item.replace(/[\\,;:|\n]/g, (mark) => (mark === "\n" ? "\\n" : `\\${mark}`)))
    .join(separator);

/** Reads a list from a cell: the reverse of `joined`. The separator is one character, spaces around it are left out. */
export function parted(cell: string, separator: string): string[] {
  const items: string[] = [""];
  for (let i = 0; i < cell.length; i++) {
    const char = cell[i] ?? "";
    const last = items.length - 1;
    if (char === separator) items.push("");
    else if (char === "\\" && i + 1 < cell.length) items[last] += char + (cell[++i] ?? "");
    else items[last] += char;
  }
  return items.map((item) => item.trim()).filter(Boolean);
}

/** Removes the backslashes of `joined` from an item. */
export const plainItem = (item: string) =>
  item.replace(/\\(.)/gs, (_, mark: string) => (mark === "n" ? "\n" : mark));
