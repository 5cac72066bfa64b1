import { createHash } from "node:crypto";

/** Data of a variant that its name in URLs depends on. */
type Named = { sku: string; path: string; title: string; status: "active" | "hidden" };
type Chosen = { sku: string; options: Record<string, string> };

/** Limit of a readable path: a longer one would not fit in a file name of the page cache. */
const longestReadable = 120;
const longestKept = 200;
const longestSku = 78;

/** Separator before the SKU in a path. No readable part contains it. */
const mark = "~";

/**
 * Chooses the paths of a product's variants, by SKU. A path is the option values in plain letters, "black-m", if no
 * other variant of the product, hidden ones included, has the same; else it ends with the SKU, "m~tee-m-plus". A
 * variant keeps its path while its options stay the same.
 */
export function choosePaths(
  options: { name: string }[],
  variants: Chosen[],
  before: (Named & { options: Record<string, string> })[],
): Map<string, string> {
  const standing = resolvePaths(before);
  const now = new Map(variants.map((variant) => [variant.sku, variant.options]));
  const kept = new Map<string, string>();
  for (const { sku, options: had } of before) {
    const path = standing.get(sku) ?? "";
    const wanted = now.get(sku);
    if (!wanted || (sameOptions(had, wanted) && path.length <= longestKept)) kept.set(sku, path);
  }
  const taken = new Set([...kept.values()].map(readablePart));
  const fresh = variants.filter(({ sku }) => !kept.has(sku));
  const words = new Map(fresh.map(({ sku, options: chosen }) => [sku, readable(options, chosen)]));
  const counts = Map.groupBy(words.values(), (word) => word);
  for (const [sku, word] of words) {
    const isOwn = word !== "" && word.length <= longestReadable && !taken.has(word);
    if (options.length === 0) kept.set(sku, "");
    else kept.set(sku, isOwn && counts.get(word)?.length === 1 ? word : withSku(word, sku));
  }
  return new Map(variants.map(({ sku }) => [sku, kept.get(sku) ?? ""]));
}

/**
 * Makes the stored paths of a product's variants unique, by SKU. Rows from before paths were unique can share a path:
 * it stays with the only active variant that has it, else each of them gets its SKU.
 */
export function resolvePaths(variants: Named[]): Map<string, string> {
  const sharing = Map.groupBy(variants, ({ path }) => path);
  return new Map(
    variants.map(({ sku, path, title, status }) => {
      if (path === "") return [sku, title === "" ? "" : withSku("", sku)];
      const others = (sharing.get(path) ?? []).filter((other) => other.sku !== sku);
      const isOwn =
        others.length === 0 || (status === "active" && others.every((other) => other.status === "hidden"));
      return [sku, isOwn ? path : withSku(path, sku)];
    }),
  );
}

/** Returns the path of a variant that is read alone: an older row, whose path may not be unique, gets its SKU. */
export const lonePath = ({
  sku,
  path,
  title,
  ownPath,
}: Omit<Named, "status"> & { ownPath?: boolean | undefined }) =>
  ownPath || title === "" ? path : withSku(path, sku);

/**
 * Finds the variant of a path in a URL. Returns "several" when the path was once the name of several variants, or of
 * another one than now, so that the shopper chooses; null when it names none.
 */
export function byPath<One extends { sku: string; path: string }>(
  variants: One[],
  path: string,
): One | "several" | null {
  if (path === "") return null;
  const exact = variants.find((variant) => variant.path === path);
  if (exact) return exact;
  const at = path.indexOf(mark);
  if (at >= 0) return variants.find(({ sku }) => skuPart(sku) === path.slice(at + 1)) ?? null;
  return variants.some((variant) => readablePart(variant.path) === path) ? "several" : null;
}

/** Formats "Sea Blue" and "M" as "sea-blue-m"; empty when nothing of it is a Latin letter or a digit. */
const readable = (options: { name: string }[], chosen: Record<string, string>) =>
  options
    .map(({ name }) =>
      (chosen[name] ?? "")
        .normalize("NFKD")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, ""),
    )
    .filter(Boolean)
    .join("-");

const withSku = (word: string, sku: string) =>
  `${readablePart(word).slice(0, longestReadable)}${mark}${skuPart(sku)}`;

/**
 * Formats a SKU. A dot would make the end of a path look like that of a file; characters that a path cannot have are
 * written as numbers, in capitals, which no other part of a path has.
 */
function skuPart(sku: string) {
  const spelled = sku
    .toLowerCase()
    .replace(/[^a-z0-9_-]/gu, (other) =>
      other === "." ? mark : `X${other.codePointAt(0)?.toString(16).toUpperCase()}X`,
    );
  if (spelled.length <= longestSku) return spelled;
  return `${spelled.slice(0, longestSku - 13)}Z${createHash("sha256").update(spelled).digest("hex").slice(0, 12)}`;
}

const readablePart = (path: string) => path.split(mark, 1)[0] ?? "";

function sameOptions(had: Record<string, string>, now: Record<string, string>) {
  const names = Object.keys(now);
  return names.length === Object.keys(had).length && names.every((name) => had[name] === now[name]);
}
