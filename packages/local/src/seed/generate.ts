import { build, colorOption, neighborOf, type Picture, picturesOf, type Stocked } from "./build";
import { type CatalogCategory, type CatalogPrice, type CatalogProduct, catalog } from "./catalog";
import { hash, shuffled } from "./chance";

const PLACES =
  "Windward Leeward Juniper Bramble Heath Fjord Skerry Larch Rowan Hazel Thistle Marram Dunlin Plover Curlew Osprey " +
  "Saltgrass Driftwood Beacon Causeway Estuary Shingle Sandbar Holm Firth Tarn Fell Glen Birchwood Spruce Cedar " +
  "Alderbrook Fernhill Foxglove Clover Meadowlark Millpond Weir Ferry Jetty Slipway Harborside Lighthouse Northshore " +
  "Southpoint Eastwick Westerly Highmoor Lowland Stonebridge Ashdown Elmhurst Oakham Willowbank Hawthorn Blackthorn " +
  "Sorrel Yarrow Samphire Kittiwake";
const STYLES =
  "Everyday Heritage Workshop Cottage Cabin Weekend Harvest Sunday Morning Evening Midsummer Autumn Studio Artisan " +
  "Classic Modern Plain Signature Original Keeper's Maker's Captain's Gardener's Shepherd's Miller's Traveler's " +
  "Neighbor's Founder's Homestead Lakeside Seaside Hillside Riverside Woodland Coastal Nordic Rustic Quiet Slow " +
  "Honest Simple Trusty Steady Sturdy Favorite Essential Reserve Archive Revival Travel";

const places = PLACES.split(" ");
const styles = STYLES.split(" ");
const templates = catalog.flatMap((category) =>
  category.products.filter(({ hidden }) => !hidden).map((product) => ({ category, product })),
);
const templatePictures = new Map(
  templates.map(({ product, category }) => [
    product.slug,
    picturesOf(product, neighborOf(product, category)),
  ]),
);

const FIRST_MINUTE = Date.UTC(2025, 0, 1);
/** Maximum number of values of a generated product's first option and of each further option. */
const MAX_VALUES = { first: 3, other: 2 };

/** Number of different products that can be generated. */
export const capacity = templates.length * places.length * styles.length;

/**
 * Yields products number `from` to `to` (exclusive) of the larger catalog of a seed. Each product depends only on the
 * seed and its number, so an interrupted run can continue anywhere.
 */
export function* generated(seed: number, from: number, to: number): Generator<Stocked> {
  const seedPlaces = shuffled(places, `places/${seed}`);
  const seedStyles = shuffled(styles, `manners/${seed}`);
  for (let i = from; i < to; i++) {
    const kind = i % templates.length;
    const round = Math.floor(i / templates.length);
    const template = templates[kind];
    const place = seedPlaces[(round + kind * 7) % seedPlaces.length];
    const style = seedStyles[(Math.floor(round / seedPlaces.length) + kind * 11) % seedStyles.length];
    if (!template || !place || !style) throw new Error(`There is no product number ${i}.`);
    yield variation(template, { seed, i, place, style });
  }
}

type Template = { category: CatalogCategory; product: CatalogProduct };
type Trait = { seed: number; i: number; place: string; style: string };

/** Returns a template under another name: fewer options, other prices, the same pictures. */
function variation({ product, category }: Template, { seed, i, place, style }: Trait) {
  const roll = (what: string, sides: number) => hash(`${seed}/${i}/${what}`) % sides;
  const name = `${place} ${style} ${product.noun}`;
  const percent = 70 + roll("price", 81);
  const options = Object.entries(product.options).map(([option, values], nth) => {
    const most = nth === 0 ? MAX_VALUES.first : MAX_VALUES.other;
    return [option, neighbors(values, most, (sides) => roll(option, sides))] as const;
  });
  const varied: CatalogProduct = {
    ...product,
    slug: slugOf(seed === 1 ? name : `${name} ${seed}`),
    name,
    sku: `G${seed}-${i.toString(36).toUpperCase().padStart(4, "0")}`,
    description: [`The ${place} series, in its ${style.toLowerCase()} form.`, ...product.description],
    tags: [...product.tags, place.toLowerCase()],
    options: Object.fromEntries(options),
    excluded: [],
    price: scaled(product.price, percent),
    compareAt: roll("sale", 8) === 0 ? scaled(product.price, percent + 25) : undefined,
    stock: undefined,
    featured: false,
  };
  const colors = options.find(([option]) => option === colorOption(product)?.name)?.[1];
  const pictures = (templatePictures.get(product.slug) ?? [])
    .filter(({ color }) => !color || !colors || colors.includes(color))
    .map((picture): Picture => ({ ...picture, alt: picture.alt.replace(product.name, name) }));
  return build(varied, category, { pictures, publishedAt: FIRST_MINUTE + i * 60_000 });
}

/** Returns consecutive values, so that sizes stay in order and without gaps. */
function neighbors(values: readonly string[], most: number, roll: (sides: number) => number) {
  const count = 1 + roll(Math.min(values.length, most));
  const start = roll(values.length - count + 1);
  return values.slice(start, start + count);
}

/** Returns a percentage of a price, rounded to full units of each currency. */
const scaled = ({ EUR, USD }: CatalogPrice, percent: number): CatalogPrice => ({
  EUR: fullUnits(EUR * percent),
  USD: fullUnits(USD * percent),
});

const fullUnits = (hundredfold: number) => Math.max(100, Math.round(hundredfold / 10_000) * 100);

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll("'", "")
    .replace(/[^a-z0-9]+/g, "-");
