import { readFileSync } from "node:fs";
import { schedules } from "@securecart/core/topology";
import { divideUp } from "./prices";

/** What `measure.ts` wrote down: processor time and weight of a page of each kind. */
export type Measured = {
  date: string;
  pages: Record<PageKind | "stock", { cpuMicroseconds: number; bytes: number }>;
  scriptBytes: number;
  pictureBytes: number;
};
type PageKind = "kept" | "listing" | "cart" | "checkout" | "order";

export const measured: Measured = JSON.parse(readFileSync(new URL("measured.json", import.meta.url), "utf8"));

/** A month of traffic. Shares are parts of a thousand. */
export type Profile = {
  name: string;
  pageViews: bigint;
  /** Products, and so pages that are kept and pictures that are stored. */
  products: bigint;
  /**
   * Of catalog pages, pictures and questions for live stock: what the edge answers by itself. An answer is kept for a
   * second: of what is scarce a page hears its own last one again, of plenty only that of somebody else.
   */
  edge: { pages: number; pictures: number; stock: number; plenty: number };
};

export const profiles: Profile[] = [
  {
    name: "10 k",
    pageViews: 10_000n,
    products: 500n,
    edge: { pages: 300, pictures: 850, stock: 500, plenty: 0 },
  },
  {
    name: "1 M",
    pageViews: 1_000_000n,
    products: 5_000n,
    edge: { pages: 750, pictures: 970, stock: 500, plenty: 0 },
  },
  {
    name: "100 M",
    pageViews: 100_000_000n,
    products: 50_000n,
    edge: { pages: 950, pictures: 995, stock: 700, plenty: 200 },
  },
];

/** What nobody measured: how shoppers behave. Change it here and the bill follows. */
export const behavior = {
  pagesPerVisit: 6n,
  /** Of a thousand page views. `kept` is home, category and product; two thirds of those are products. */
  mix: { kept: 740, listing: 120, cart: 70, checkout: 50, order: 20 } satisfies Record<PageKind, number>,
  productViews: 460,
  secondsOnProduct: 30n,
  /** Of that time, with the button in sight; and of product views, those of something that is scarce. */
  buttonInSight: 700,
  scarceViews: 250,
  secondsOnOrder: 10n,
  prefetchesPerPage: 1n,
  picturesPerPage: 6n,
  pictureBytes: 40_000n,
  storedBytesPerProduct: 1_500_000n,
  filesPerVisit: 14n,
  firstVisits: 600,
  ordersPerVisit: 20,
  linesPerOrder: 2n,
  /** Checkouts that reach the payment page and are not paid, for each that is. */
  abandonedPerOrder: 1n,
  addsPerVisit: 300,
  lettersPerOrder: 4n,
  textsPerOrder: 200,
  monthsKept: 12n,
  rowBytesPerOrder: 12_000n,
  rowBytesPerProduct: 6_000n,
} as const;

/** How often a page asks again what changes while it is open, as the pages themselves say it. */
export const polling = {
  stock: intervalOf("app/(shop)/product/[slug]/buy.tsx"),
  plenty: intervalOf("app/(shop)/product/[slug]/buy.tsx", "everyMillisecondsOfPlenty"),
  order: intervalOf("app/(shop)/orders/[token]/order-watch.tsx"),
};

function intervalOf(path: string, name = "everyMilliseconds"): bigint {
  const source = readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const milliseconds = new RegExp(`const ${name} = ([\\d_]+);`).exec(source)?.[1];
  if (!milliseconds) throw new Error(`${path} does not say how often it asks.`);
  return BigInt(milliseconds.replaceAll("_", ""));
}

/** What a job asks of the table; `row` and `units` are quoted from docs/data-model.md, and a test compares. */
type Work = { row: string; units: string; reads: number; writes: number };

const n = Number(behavior.linesPerOrder);

export const work = {
  product: { row: "product", units: "1–2 RRU", reads: 2, writes: 0 },
  listing: { row: "category, search", units: "24 × 0.5 RRU", reads: 12, writes: 0 },
  stock: { row: "live stock", units: "0.5 RRU a SKU; shared by the CDN for 1 s", reads: 0.5, writes: 0 },
  cart: { row: "cart, checkout steps", units: "1 + n RRU", reads: 1 + n, writes: 0 },
  add: { row: "add to cart", units: "2 RRU + 4 WRU", reads: 2, writes: 4 },
  place: {
    row: "**place an order**",
    units: "1 + n RRU, 2 × (5 + n) WRU; with a coupon 6 WRU more",
    reads: 1 + n,
    writes: 2 * (5 + n),
  },
  attach: { row: "attach the payment page", units: "1 RRU + 4 WRU", reads: 1, writes: 4 },
  order: { row: "order page", units: "1–2 RRU", reads: 2, writes: 0 },
  fraud: { row: "fraud check", units: "3 RRU + 3 WRU", reads: 3, writes: 3 },
  authorize: {
    row: "authorize (any finisher)",
    units: "2 RRU + 2 × (4 + n) WRU",
    reads: 2,
    writes: 2 * (4 + n),
  },
  ship: { row: "ship", units: "1 RRU + 2 × (3 + 2n) WRU", reads: 1, writes: 2 * (3 + 2 * n) },
  webhook: { row: "webhook intake", units: "1 RRU + 2–5 WRU", reads: 1, writes: 3 },
  event: { row: "event to a consumer", units: "1 RRU + 1–2 WRU", reads: 1, writes: 2 },
  letter: { row: "a letter or a text message", units: "1–2 RRU + 2 WRU", reads: 2, writes: 2 },
  sweep: {
    row: "sweepers, each minute",
    units: "0.5 RRU each when nothing is due",
    reads: 2,
    writes: 0,
  },
} satisfies Record<string, Work>;

/** What an order takes on its way, told in parts of it; what is abandoned is placed, attached and closed. */
const orderWork: [keyof typeof work, number][] = [
  ["place", 1 + Number(behavior.abandonedPerOrder)],
  ["attach", 1 + Number(behavior.abandonedPerOrder)],
  ["webhook", 4],
  ["authorize", 3 + Number(behavior.abandonedPerOrder)], // authorized, paid and packed weigh alike
  ["ship", 1],
  ["fraud", 1],
  ["event", 12],
  ["letter", Number(behavior.lettersPerOrder)],
];

/** Most rows that change stand in an index too, and an index is written like a table. */
export const indexCopies = 2;

const secondsInMonth = 730 * 3600;

/** How many things happen in a month; each is a whole number, and more page views never make one smaller. */
export function countsOf({ pageViews, products, edge }: Profile, asked = polling) {
  const views = (kind: PageKind) => part(pageViews, behavior.mix[kind]);
  const visits = divideUp(pageViews, behavior.pagesPerVisit);
  const orders = part(visits, behavior.ordersPerVisit);
  const adds = part(visits, behavior.addsPerVisit);
  const productViews = part(pageViews, behavior.productViews);
  const looked = part(productViews * behavior.secondsOnProduct * 1000n, behavior.buttonInSight);
  const scarceAsked = divideUp(part(looked, behavior.scarceViews), asked.stock);
  const plentyAsked = divideUp(part(looked, 1000 - behavior.scarceViews), asked.plenty);
  const stockAsked = scarceAsked + plentyAsked;
  const orderAsked = divideUp(views("order") * behavior.secondsOnOrder * 1000n, asked.order);
  const keptAsked = views("kept") + pageViews * behavior.prefetchesPerPage;
  const keptMissed = part(keptAsked, 1000 - edge.pages);
  const stockMissed = part(scarceAsked, 1000 - edge.stock) + part(plentyAsked, 1000 - edge.plenty);
  const pictures = pageViews * behavior.picturesPerPage;
  const files = part(visits * behavior.filesPerVisit, behavior.firstVisits);
  // A kept page is made anew at most each five minutes, and only when somebody asks.
  const remade = smaller(keptMissed, products * 3n * BigInt(Math.ceil(secondsInMonth / 300)));
  const checkouts = orders * (1n + behavior.abandonedPerOrder);
  const actions = adds + checkouts * 4n;
  const server = {
    kept: keptMissed + remade,
    listing: views("listing"),
    cart: views("cart") + adds,
    checkout: views("checkout") + checkouts * 4n,
    order: views("order") + orderAsked,
    stock: stockMissed,
  };
  const serverRequests = Object.values(server).reduce((sum, count) => sum + count, 0n);
  const dynamicViews = views("listing") + views("cart") + views("checkout") + views("order");
  const worked = (reads: "reads" | "writes") =>
    milli(work.listing[reads], views("listing") + remade) +
    milli(work.stock[reads], stockMissed) +
    milli(work.cart[reads], views("cart") + views("checkout")) +
    milli(work.order[reads], server.order) +
    milli(work.add[reads], actions) +
    orderWork.reduce((sum, [name, times]) => sum + milli(work[name][reads] * times, orders), 0n);
  return {
    visits,
    orders,
    edgeRequests:
      keptAsked + dynamicViews + actions + pictures + files + stockAsked + orderAsked + orders * 4n,
    stockAsked,
    stockMissed,
    server,
    serverRequests,
    remade,
    picturesMissed: part(pictures, 1000 - edge.pictures),
    keptMissed,
    bytesOut:
      keptAsked * BigInt(measured.pages.kept.bytes) +
      dynamicViews * BigInt(measured.pages.listing.bytes) +
      pictures * behavior.pictureBytes +
      part(visits * BigInt(measured.scriptBytes), behavior.firstVisits) +
      (stockAsked + orderAsked + actions) * 500n, // an answer of a few words, and its headers
    readMilliunits: worked("reads") + milli(0.5, keptMissed), // a kept page's tags are looked up
    writeMilliunits: worked("writes") * BigInt(indexCopies),
    webhooks: orders * 4n,
    events: orders * 8n,
    messages: orders * 16n, // each event at its consumers, the webhooks and what is sent again
    transitions: orders * 24n,
    /** Calls of handlers: queue consumers, steps of the workflow, the relay, the webhook door. */
    handlerCalls: orders * 40n,
    letters: orders * behavior.lettersPerOrder,
    texts: part(orders, behavior.textsPerOrder),
    tableBytes: orders * behavior.monthsKept * behavior.rowBytesPerOrder * 2n,
    logBytes: serverRequests * 500n + orders * 40_000n,
  };
}

/** What goes on when nobody is there: the catalog lies in store, the schedules run, the queues are asked. */
export function idleOf({ products }: Pick<Profile, "products">) {
  const calls = schedules.map(({ everySeconds }) => BigInt(Math.ceil(secondsInMonth / everySeconds)));
  const scheduledCalls = calls.reduce((sum, count) => sum + count, 0n);
  const eachMinute = BigInt(secondsInMonth / 60);
  return {
    scheduledCalls,
    storedBytes: products * behavior.storedBytesPerProduct,
    tableBytes: products * behavior.rowBytesPerProduct * 2n,
    readMilliunits: milli(work.sweep.reads, eachMinute * 3n),
    logBytes: scheduledCalls * 700n,
    /** Five pollers of Lambda ask each queue, and each question waits 20 seconds. */
    pollsPerQueue: BigInt((5 * secondsInMonth) / 20),
  };
}

export type Counts = ReturnType<typeof countsOf>;
export type Idle = ReturnType<typeof idleOf>;

/** Parts of a thousand of a quantity; what is begun counts. */
export const part = (quantity: bigint, permille: number) => divideUp(quantity * BigInt(permille), 1000n);

const milli = (units: number, times: bigint) => BigInt(Math.round(units * 1000)) * times;

const smaller = (one: bigint, other: bigint) => (one < other ? one : other);
