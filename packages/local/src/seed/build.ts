import type { Catalog } from "@securecart/core/catalog";
import { type CatalogCategory, type CatalogPrice, type CatalogProduct, catalog } from "./catalog";
import { hash } from "./chance";
import type { Art } from "./draw/artwork";
import { isColor, palette } from "./draw/color";
import { angleView, coverView, detailView, frontView, pairView } from "./draw/scene";

export type ProductInput = Parameters<typeof Catalog.saveProduct>[0];
type CategoryFields = Parameters<typeof Catalog.saveCategory>[0];
export type CategoryInput = CategoryFields & { image: NonNullable<CategoryFields["image"]> };

/** A picture to draw; `color` is set when the picture belongs to one color of the product. */
export type Picture = {
  key: string;
  alt: string;
  width: number;
  height: number;
  color?: string;
  svg: () => string;
};

/** A product with the stock on hand of each of its SKUs. */
export type Stocked = { product: ProductInput; onHand: ReadonlyMap<string, number> };

const FIRST_DAY = Date.UTC(2025, 9, 1, 8);
const DAY = 24 * 60 * 60 * 1000;

/** Returns the whole base catalog as input for the domain. */
export function baseCatalog() {
  const entries = catalog.flatMap((category) => category.products.map((product) => ({ category, product })));
  const products = entries.map(({ category, product }, i) => {
    const pictures = picturesOf(product, neighborOf(product, category));
    const publishedAt = FIRST_DAY + ((i * 37) % 300) * DAY;
    return { pictures, ...build(product, category, { pictures, publishedAt }) };
  });
  return { categories: catalog.map(categoryInput), products };
}

/** Returns one picture per color, and of the first color a close-up, another side, and one beside `neighbor`. */
export function picturesOf(product: CatalogProduct, neighbor: CatalogProduct): Picture[] {
  const { slug, name } = product;
  const turn = hash(slug) % 4;
  const size = { width: 1280, height: 1600 };
  const at = (n: number) => `products/${slug}/${n}`;
  const colors = colorOption(product)?.values ?? [];
  const fronts: Picture[] =
    colors.length > 0
      ? colors.map((color, i) => ({
          ...size,
          key: at(i + 1),
          alt: `${name} in ${color.toLowerCase()}`,
          color,
          svg: () => frontView(artOf(product, color), turn + i),
        }))
      : [{ ...size, key: at(1), alt: name, svg: () => frontView(artOf(product), turn) }];
  const art = () => artOf(product, colors[0]);
  const views = [
    { alt: `${name}, close up`, svg: () => detailView(art(), turn) },
    { alt: `${name}, at another angle`, svg: () => angleView(art(), turn) },
    {
      alt: `${name} beside ${neighbor.name}`,
      svg: () => pairView(art(), artOf(neighbor, colorOption(neighbor)?.values[0]), turn),
    },
  ];
  return [...fronts, ...views.map((view, i) => ({ ...size, key: at(fronts.length + 1 + i), ...view }))];
}

/** Returns the next product of the category, which stands beside a product in a picture. */
export function neighborOf(product: CatalogProduct, { products }: Pick<CatalogCategory, "products">) {
  const others = products.filter(({ hidden }) => !hidden);
  return others[(others.indexOf(product) + 1) % others.length] ?? product;
}

/** Returns the drawing of a product and its two colors, for one of its color options or for its only color. */
function artOf({ art }: CatalogProduct, color?: string): Art {
  const main = color && isColor(color) ? color : (art.color ?? "Natural");
  return {
    drawing: art.drawing,
    color: palette[main],
    accent: palette[art.accent === main && main !== "Natural" ? "Natural" : art.accent],
  };
}

/** Returns the product with one variant for every combination of options that is sold. */
export function build(
  source: CatalogProduct,
  category: CatalogCategory,
  { pictures, publishedAt }: { pictures: readonly Picture[]; publishedAt: number },
): Stocked {
  const options = Object.entries(source.options).map(([name, values]) => ({ name, values }));
  const colorName = colorOption(source)?.name;
  const variants = combinations(options)
    .filter((chosen) => !source.excluded.some((excluded) => matches(chosen, excluded)))
    .map((chosen): ProductInput["variants"][number] => {
      const values = Object.values(chosen);
      const color = colorName && chosen[colorName];
      return {
        sku: [source.sku, ...values.map(code)].join("-"),
        options: chosen,
        prices: priceOf(source.price, source, values),
        ...(source.compareAt && { compareAt: priceOf(source.compareAt, source, values) }),
        image: Math.max(
          0,
          pictures.findIndex((picture) => picture.color !== undefined && picture.color === color),
        ),
        weightGrams: values.reduce((sum, value) => sum + (source.extraGrams[value] ?? 0), source.weightGrams),
        taxClass: source.taxClass,
        status: "active",
      };
    });
  return {
    product: {
      slug: source.slug,
      name: source.name,
      summary: source.summary,
      description: source.description.join("\n\n"),
      details: Object.entries(source.details).map(([label, value]) => ({ label, value })),
      categorySlug: category.slug,
      brand: source.brand,
      tags: source.tags,
      options,
      images: pictures.map(({ key, alt, width, height }) => ({ key, alt, width, height })),
      status: source.hidden ? "hidden" : "active",
      featured: source.featured,
      publishedAt: new Date(publishedAt).toISOString(),
      variants,
    },
    onHand: new Map(variants.map(({ sku }) => [sku, source.stock ?? plausibleStock(sku)])),
  };
}

/** Returns the first option whose values are all colors. */
export function colorOption({ options }: CatalogProduct) {
  const found = Object.entries(options).find(([, values]) => values.every(isColor));
  return found && { name: found[0], values: found[1] };
}

function categoryInput(category: CatalogCategory, position: number): CategoryInput & { svg: () => string } {
  const { slug, name, description, cover, products } = category;
  const shown = cover.flatMap((wanted) => products.find((product) => product.slug === wanted) ?? []);
  const arts = shown.map((product) => artOf(product, colorOption(product)?.values[0]));
  return {
    slug,
    name,
    description,
    position,
    image: {
      key: `categories/${slug}/cover`,
      alt: shown.map((product) => product.name).join(", "),
      width: 1280,
      height: 853,
    },
    svg: () => coverView(arts, position),
  };
}

const combinations = (options: { name: string; values: string[] }[]) =>
  options.reduce<Record<string, string>[]>(
    (partial, { name, values }) =>
      partial.flatMap((chosen) => values.map((value) => ({ ...chosen, [name]: value }))),
    [{}],
  );

const matches = (chosen: Record<string, string>, excluded: Record<string, string>) =>
  Object.entries(excluded).every(([name, value]) => chosen[name] === value);

function priceOf(base: CatalogPrice, { surcharge }: CatalogProduct, values: string[]): CatalogPrice {
  const extras = values.map((value) => surcharge[value] ?? { EUR: 0, USD: 0 });
  return {
    EUR: extras.reduce((sum, extra) => sum + extra.EUR, base.EUR),
    USD: extras.reduce((sum, extra) => sum + extra.USD, base.USD),
  };
}

/** Abbreviates an option value for an SKU: "Chalk" → CHL, "26 cm" → 26CM, "60 × 60 cm" → 60X60CM. */
function code(value: string) {
  const plain = value
    .replace("×", "X")
    .replace("–", "TO")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");
  if (/^\d/.test(plain)) return plain.slice(0, 8);
  return (plain.slice(0, 1) + plain.slice(1).replace(/[AEIOU]/g, "")).slice(0, 3);
}

/** Returns a stock level derived from the SKU: one SKU in ten is sold out, one in seven has 1 to 3 left. */
function plausibleStock(sku: string) {
  const roll = hash(sku) % 100;
  if (roll < 10) return 0;
  if (roll < 24) return 1 + (hash(`${sku}/few`) % 3);
  return 6 + (hash(`${sku}/many`) % 90);
}
