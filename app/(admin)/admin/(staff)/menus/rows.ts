import { type Column, Content, type MenuEntry, type MenuLink } from "@securecart/core/content";
import { linkOf, linkValues } from "../content/link-choices";

/** Entry of a menu as its form shows it. */
export type Row = { label: string; chosen: string; typed: string; level: string };

export type MenuName = "header" | "footer";

/** Number of empty rows at the end of the form. */
const emptyRows = 2;
const mostRows = 60;

export const emptyRow: Row = { label: "", chosen: "", typed: "", level: "1" };

const isEmpty = ({ label, chosen, typed }: Row) => !label.trim() && !chosen && !typed.trim();

/** Returns the rows with empty ones at the end, to add entries. */
export const padded = (rows: Row[], menu: MenuName) => {
  const filled = rows.filter((row) => !isEmpty(row));
  const room = Math.max(0, Math.min(emptyRows, mostRows - filled.length));
  const level = menu === "footer" && filled.length > 0 ? "2" : "1";
  return [...filled, ...Array.from({ length: room }, () => ({ ...emptyRow, level }))];
};

export const rowsOf = (entries: readonly MenuEntry[]): Row[] =>
  entries.map(({ label, link, level }) => ({ label, ...linkValues(link), level: `${level}` }));

/** Returns the header that the shop shows without a menu, as rows to begin with. */
export const rowsOfHeader = (links: MenuLink[]): Row[] =>
  links.map(({ label, href }) => rowTo(label, href, "1"));

/** Returns the footer that the shop shows without a menu, as rows to begin with. */
export const rowsOfFooter = (columns: Column[]): Row[] =>
  columns.flatMap(({ title, links }) => [
    { ...emptyRow, label: title },
    ...links.map(({ label, href }) => rowTo(label, href, "2")),
  ]);

const places: Record<string, string> = { "/orders": "orders", "/search": "search", "/cart": "cart" };

/** Returns a row that leads to a path; `followed` finds the page or category at it. */
function rowTo(label: string, href: string, level: string): Row {
  const chosen = places[href] ?? "url";
  return { label, level, chosen, typed: chosen === "url" ? href : "" };
}

type Places = {
  pages: readonly { documentId: string; slug: string }[];
  categories: readonly { slug: string; address: string }[];
};

/** Makes rows that lead to the address of a page or a category follow it. */
export const followed = (rows: Row[], { pages, categories }: Places): Row[] =>
  rows.map((row) => {
    if (row.chosen !== "url") return row;
    const page = pages.find(({ slug }) => row.typed === `/pages/${slug}`);
    const category = categories.find(({ address }) => row.typed === `/category/${address}`);
    if (page) return { ...row, chosen: `page:${page.documentId}`, typed: "" };
    return category ? { ...row, chosen: `category:${category.slug}`, typed: "" } : row;
  });

/** Reads the rows of a form: `label0`, `link0`, `link0Url`, `level0` and so on. */
export function readRows(sent: Record<string, unknown>): Row[] {
  const text = (name: string) => {
    const value = sent[name];
    return typeof value === "string" ? value : "";
  };
  const rows: Row[] = [];
  for (let i = 0; i < mostRows + emptyRows && `label${i}` in sent; i++)
    rows.push({
      label: text(`label${i}`),
      chosen: text(`link${i}`),
      typed: text(`link${i}Url`),
      level: text(`level${i}`) === "2" ? "2" : "1",
    });
  return rows;
}

/** Changes the order of rows, or removes one, as a button of the form says: "up:2". */
export function rearranged(rows: Row[], intent: string): Row[] {
  const [, act = "", number = ""] = /^(up|down|remove):(\d+)$/.exec(intent) ?? [];
  const at = Number(number);
  const row = rows[at];
  if (!act || !row) return rows;
  const rest = rows.toSpliced(at, 1);
  if (act === "remove") return rest;
  return rest.toSpliced(Math.max(0, act === "up" ? at - 1 : at + 1), 0, row);
}

/** Returns the entries of rows, and which row each is. Empty rows are left out. */
export function entriesOf(rows: Row[]) {
  const kept = rows.flatMap((row, i) => (isEmpty(row) ? [] : [{ row, i }]));
  return {
    numbers: kept.map(({ i }) => i),
    entries: kept.map(({ row: { label, chosen, typed, level } }) => ({
      label,
      link: linkOf(chosen, typed),
      level: level === "2" ? (2 as const) : (1 as const),
    })),
  };
}

/** Reads entries as the domain does. Returns the errors by the fields of the form. */
export function checked(rows: Row[], menu: MenuName) {
  const { entries, numbers } = entriesOf(rows);
  const parsed = Content.values.menus.shape[menu].safeParse(entries);
  const fields: Record<string, string> = {};
  for (const { path, message } of parsed.error?.issues ?? []) {
    const [at, name] = path;
    const number = numbers[Number(at)] ?? 0;
    fields[`${name === "label" ? "label" : "link"}${number}`] ??= message;
  }
  for (const [i, { link, level }] of entries.entries())
    if (link === "" && (level === 2 || (menu === "header" && entries[i + 1]?.level !== 2)))
      fields[`link${numbers[i] ?? 0}`] ??= "Choose where it leads.";
  const isRight = parsed.success && Object.keys(fields).length === 0;
  return { entries: isRight ? parsed.data : null, fields };
}
