import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const documents = [".", "docs", "docs/decisions"].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name)),
);
const textOf = (path: string) => readFileSync(path, "utf8");

/** Lists the IDs that GitHub gives to the headings of a document. */
const anchorsOf = (path: string) =>
  [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );

test.each(documents)("every file and folder that %s names exists", (document) => {
  const folders = "app|bench|container|docs|e2e|faults|infra|packages|scripts|stacks";
  const named = [...textOf(document).matchAll(new RegExp(`\`((?:${folders})/[\\w./()[\\]-]+)\``, "g"))];
  expect(named.map(([, path = ""]) => path).filter((path) => !existsSync(path))).toEqual([]);
});

test.each(documents)("every link of %s leads to a file and a heading of the repository", (document) => {
  const links = [...textOf(document).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = ""]) => link);
  const leads = (link: string) => {
    const [file = "", anchor] = decodeURIComponent(link).split("#");
    const target = file === "" ? document : join(dirname(document), file);
    return existsSync(target) && (!anchor || anchorsOf(target).includes(anchor));
  };
  expect(links.filter((link) => !leads(link))).toEqual([]);
});

test("every test that a document quotes exists in the file that it links to", () => {
  const quotes = documents.flatMap((document) =>
    [...textOf(document).matchAll(/\[“([^”]+)”\]\(([^)\s]+)\)/g)].map(([, name = "", link = ""]) => ({
      name,
      file: join(dirname(document), decodeURIComponent(link)),
    })),
  );
  expect(quotes.length).toBeGreaterThan(10);
  expect(quotes.filter(({ name, file }) => !textOf(file).includes(name))).toEqual([]);
});

test("each decision has its own number, which its title repeats", () => {
  const files = readdirSync("docs/decisions").toSorted();
  const numbers = files.map((name) => Number(name.slice(0, 4)));
  expect(numbers).toEqual(files.map((_, index) => index + 1));
  for (const [index, name] of files.entries())
    expect(textOf(join("docs/decisions", name)), name).toMatch(new RegExp(`^# ${numbers[index]}\\. `));
});

test("every owner in the glossary is a module or a folder", () => {
  const rows = textOf("docs/glossary.md")
    .split("\n")
    .filter((line) => line.startsWith("| **"));
  expect(rows.length).toBeGreaterThan(50);
  for (const row of rows) {
    const owners = [...(row.split("|").at(-2) ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    expect(owners.length, row).toBeGreaterThan(0);
    for (const owner of owners)
      expect(existsSync(join("packages/core/src", owner)) || existsSync(owner), owner).toBe(true);
  }
});
