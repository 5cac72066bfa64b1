import { build, colorAxis, type Picture, picturesOf, type Stocked } from "./build";
import { shelves } from "./catalog";
import type { Line, Price, Shelf } from "./catalog/line";
import { hash, shuffled } from "./chance";

const PLACES =
  "Windward Leeward Juniper Bramble Heath Fjord Skerry Larch Rowan Hazel Thistle Marram Dunlin Plover Curlew Osprey " +
  "Saltgrass Driftwood Beacon Causeway Estuary Shingle Sandbar Holm Firth Tarn Fell Glen Birchwood Spruce Cedar " +
  "Alderbrook Fernhill Foxglove Clover Meadowlark Millpond Weir Ferry Jetty Slipway Harborside Lighthouse Northshore " +
  "Southpoint Eastwick Westerly Highmoor Lowland Stonebridge Ashdown Elmhurst Oakham Willowbank Hawthorn Blackthorn " +
  "Sorrel Yarrow Samphire Kittiwake";
const MANNERS =
  "Everyday Heritage Workshop Cottage Cabin Weekend Harvest Sunday Morning Evening Midsummer Autumn Studio Artisan " +
  "Classic Modern Plain Signature Original Keeper's Maker's Captain's Gardener's Shepherd's Miller's Traveler's " +
  "Neighbor's Founder's Homestead Lakeside Seaside Hillside Riverside Woodland Coastal Nordic Rustic Quiet Slow " +
  "Honest Simple Trusty Steady Sturdy Favorite Essential Reserve Archive Revival Travel";

const places = PLACES.split(" ");
const manners = MANNERS.split(" ");
const templates = shelves.flatMap((shelf) =>
  shelf.lines.filter(({ hidden }) => !hidden).map((line) => ({ shelf, line })),
);
const templatePictures = new Map(templates.map(({ line }) => [line.slug, picturesOf(line)]));

const FIRST_MINUTE = Date.UTC(2025, 0, 1);
/** How many values of its first option, and of each other, a made-up product comes in at most. */
const MOST_VALUES = { first: 3, other: 2 };

/** How many different products can be made up. */
export const capacity = templates.length * places.length * manners.length;

/**
 * The products number `from` to `to` (exclusive) of the larger catalog that belongs to a seed. Each is a function of
 * the seed and its number alone, so that an interrupted run can go on anywhere.
 */
export function* generated(seed: number, from: number, to: number): Generator<Stocked> {
  const where = shuffled(places, `places/${seed}`);
  const how = shuffled(manners, `manners/${seed}`);
  for (let i = from; i < to; i++) {
    const kind = i % templates.length;
    const round = Math.floor(i / templates.length);
    const template = templates[kind];
    const place = where[(round + kind * 7) % where.length];
    const manner = how[(Math.floor(round / where.length) + kind * 11) % how.length];
    if (!template || !place || !manner) throw new Error(`There is no product number ${i}.`);
    yield variation(template, { seed, i, place, manner });
  }
}

type Trait = { seed: number; i: number; place: string; manner: string };

/** A template under another name: fewer options, other prices, the same pictures. */
function variation({ line, shelf }: { line: Line; shelf: Shelf }, { seed, i, place, manner }: Trait) {
  const roll = (what: string, sides: number) => hash(`${seed}/${i}/${what}`) % sides;
  const name = `${place} ${manner} ${line.noun}`;
  const percent = 70 + roll("price", 81);
  const colors = colorAxis(line);
  const axes = Object.entries(line.axes ?? {}).map(([option, values], nth) => {
    const most = nth === 0 ? MOST_VALUES.first : MOST_VALUES.other;
    return [option, some(values, most, (sides) => roll(option, sides))] as const;
  });
  const made: Line = {
    ...line,
    slug: slugOf(seed === 1 ? name : `${name} ${seed}`),
    name,
    sku: `G${seed}-${i.toString(36).toUpperCase().padStart(4, "0")}`,
    summary: line.summary,
    about: [`The ${place} series, in its ${manner.toLowerCase()} form.`, ...line.about],
    tags: [...line.tags, place.toLowerCase()],
    axes: Object.fromEntries(axes),
    except: [],
    price: scaled(line.price, percent),
  };
  delete made.was;
  delete made.stock;
  delete made.featured;
  if (roll("sale", 8) === 0) made.was = scaled(line.price, percent + 25);
  const kept = axes.find(([option]) => option === colors?.name)?.[1];
  const pictures = (templatePictures.get(line.slug) ?? [])
    .filter(({ color }) => !color || !kept || kept.includes(color))
    .map((picture): Picture => ({ ...picture, alt: picture.alt.replace(line.name, name) }));
  return build(made, shelf, { pictures, publishedAt: FIRST_MINUTE + i * 60_000 });
}

/** A run of neighboring values, so that sizes stay in order and without holes. */
function some(values: readonly string[], most: number, roll: (sides: number) => number) {
  const count = 1 + roll(Math.min(values.length, most));
  const start = roll(values.length - count + 1);
  return values.slice(start, start + count);
}

/** Prices stay whole: a percentage of the cents, rounded to full units of the currency. */
const scaled = ([eur, usd]: Price, percent: number): Price => [whole(eur * percent), whole(usd * percent)];

const whole = (hundredfold: number) => Math.max(100, Math.round(hundredfold / 10_000) * 100);

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll("'", "")
    .replace(/[^a-z0-9]+/g, "-");
