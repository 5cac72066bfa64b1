import type { Catalog } from "@securecart/core/catalog";
import { shelves } from "./catalog";
import { isColor, type Line, type Price, palette, type Shelf } from "./catalog/line";
import { hash } from "./chance";
import { type Art, coverView, detailView, frontView } from "./draw/scene";

export type ProductInput = Parameters<typeof Catalog.saveProduct>[0];
export type CategoryInput = Parameters<typeof Catalog.saveCategory>[0];

/** A picture to draw, and the color it shows when it stands for one. */
export type Picture = {
  key: string;
  alt: string;
  width: number;
  height: number;
  color?: string;
  svg: () => string;
};

/** A product with what is on hand of each of its SKUs. */
export type Stocked = { product: ProductInput; onHand: ReadonlyMap<string, number> };

const FIRST_DAY = Date.UTC(2025, 9, 1, 8);
const DAY = 24 * 60 * 60 * 1000;

/** The whole catalog as the domain takes it. */
export function baseCatalog() {
  const entries = shelves.flatMap((shelf) => shelf.lines.map((line) => ({ shelf, line })));
  const products = entries.map(({ shelf, line }, i) => {
    const pictures = picturesOf(line);
    return { pictures, ...build(line, shelf, { pictures, publishedAt: FIRST_DAY + ((i * 37) % 300) * DAY }) };
  });
  return { categories: shelves.map(category), products };
}

/** One picture for each color; where there are fewer than two colors, and for what stands in the window, a closer one. */
export function picturesOf(line: Line): Picture[] {
  const turn = hash(line.slug) % 4;
  const size = { width: 1280, height: 1600 };
  const at = (n: number) => `products/${line.slug}/${n}`;
  const colors = colorAxis(line)?.values ?? [];
  const fronts: Picture[] =
    colors.length > 0
      ? colors.map((color, i) => ({
          ...size,
          key: at(i + 1),
          alt: `${line.name} in ${color.toLowerCase()}`,
          color,
          svg: () => frontView(artOf(line, color), turn + i),
        }))
      : [{ ...size, key: at(1), alt: line.name, svg: () => frontView(artOf(line), turn) }];
  if (fronts.length > 1 && !line.featured) return fronts;
  const detail = { ...size, key: at(fronts.length + 1), alt: `${line.name}, close up` };
  return [...fronts, { ...detail, svg: () => detailView(artOf(line, colors[0]), turn) }];
}

/** What a product is painted with, in one of its colors or in its only one. */
export function artOf({ art }: Line, color?: string): Art {
  const main = color && isColor(color) ? color : (art.color ?? "Natural");
  return {
    drawing: art.drawing,
    color: palette[main],
    accent: palette[art.accent === main && main !== "Natural" ? "Natural" : art.accent],
    motif: art.motif ?? "",
  };
}

/** Turns a line into a product: every combination of its options that is made becomes a variant. */
export function build(
  line: Line,
  shelf: Shelf,
  { pictures, publishedAt }: { pictures: readonly Picture[]; publishedAt: number },
): Stocked {
  const axes = Object.entries(line.axes ?? {});
  const colorName = colorAxis(line)?.name;
  const variants = combinations(axes)
    .filter((chosen) => !line.except?.some((gap) => matches(chosen, gap)))
    .map((chosen): ProductInput["variants"][number] => {
      const values = Object.values(chosen);
      const color = colorName && chosen[colorName];
      return {
        sku: [line.sku, ...values.map(code)].join("-"),
        options: chosen,
        prices: money(line.price, line, values),
        ...(line.was && { compareAt: money(line.was, line, values) }),
        image: Math.max(
          0,
          pictures.findIndex((picture) => picture.color !== undefined && picture.color === color),
        ),
        weightGrams: values.reduce((sum, value) => sum + (line.plusGrams?.[value] ?? 0), line.grams),
        taxClass: line.taxClass ?? "standard",
        status: "active",
      };
    });
  return {
    product: {
      slug: line.slug,
      name: line.name,
      summary: line.summary,
      description: line.about.join("\n\n"),
      details: Object.entries(line.details).map(([label, value]) => ({ label, value })),
      categorySlug: shelf.slug,
      brand: line.brand,
      tags: [...line.tags],
      options: axes.map(([name, values]) => ({ name, values: [...values] })),
      images: pictures.map(({ key, alt, width, height }) => ({ key, alt, width, height })),
      status: line.hidden ? "hidden" : "active",
      featured: line.featured ?? false,
      publishedAt: new Date(publishedAt).toISOString(),
      variants,
    },
    onHand: new Map(variants.map(({ sku }) => [sku, line.stock ?? believableStock(sku)])),
  };
}

/** The first option whose values are all colors. */
export function colorAxis({ axes }: Line) {
  const found = Object.entries(axes ?? {}).find(([, values]) => values.every(isColor));
  return found && { name: found[0], values: found[1] };
}

function category(shelf: Shelf, position: number): CategoryInput & { svg: () => string } {
  const shown = shelf.cover.flatMap((slug) => shelf.lines.find((line) => line.slug === slug) ?? []);
  const arts = shown.map((line) => artOf(line, colorAxis(line)?.values[0]));
  return {
    slug: shelf.slug,
    name: shelf.name,
    description: shelf.description,
    position,
    image: {
      key: `categories/${shelf.slug}/cover`,
      alt: shown.map(({ name }) => name).join(", "),
      width: 1280,
      height: 853,
    },
    svg: () => coverView(arts, position),
  };
}

const combinations = (axes: [string, readonly string[]][]): Record<string, string>[] =>
  axes.reduce<Record<string, string>[]>(
    (sofar, [name, values]) =>
      sofar.flatMap((chosen) => values.map((value) => ({ ...chosen, [name]: value }))),
    [{}],
  );

const matches = (chosen: Record<string, string>, gap: Readonly<Record<string, string>>) =>
  Object.entries(gap).every(([name, value]) => chosen[name] === value);

function money([eur, usd]: Price, { plus }: Line, values: string[]) {
  const extras = values.map((value) => plus?.[value] ?? ([0, 0] as const));
  return {
    EUR: extras.reduce((sum, [extra]) => sum + extra, eur),
    USD: extras.reduce((sum, [, extra]) => sum + extra, usd),
  };
}

/** "Chalk" → CHL, "26 cm" → 26CM, "60 × 60 cm" → 60X60CM: short enough to read out in a warehouse. */
function code(value: string) {
  const plain = value
    .replace("×", "X")
    .replace("–", "TO")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");
  if (/^\d/.test(plain)) return plain.slice(0, 8);
  return (plain.slice(0, 1) + plain.slice(1).replace(/[AEIOU]/g, "")).slice(0, 3);
}

/** One in ten is sold out and one in seven nearly so; of the rest there is plenty. */
export function believableStock(sku: string) {
  const roll = hash(sku) % 100;
  if (roll < 10) return 0;
  if (roll < 24) return 1 + (hash(`${sku}/few`) % 3);
  return 6 + (hash(`${sku}/many`) % 90);
}
