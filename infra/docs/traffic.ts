import { readFileSync } from "node:fs";
import { schedules } from "@securecart/core/topology";
import assumptions from "./assumptions.json";
import { divideUp } from "./prices";

type PageKind = "cached" | "listing" | "cart" | "checkout" | "order";

/** Figures that `measure.ts` writes: processor time and size of a page of each kind. */
export type Measured = {
  date: string;
  pages: Record<PageKind | "stock", { cpuMicroseconds: number; bytes: number }>;
  scriptBytes: number;
  pictureBytes: number;
};

export const measured: Measured = JSON.parse(readFileSync(new URL("measured.json", import.meta.url), "utf8"));

/**
 * A month of traffic. `edge` is the share, in thousandths, that the edge serves from its cache. A stock response is cached
 * for a second: an open page polls scarce stock faster than that and hits its own last response, plentiful stock only
 * hits one that another shopper caused.
 */
export type Profile = {
  name: string;
  pageViews: bigint;
  products: bigint;
  edge: { pages: number; pictures: number; scarceStock: number; plentifulStock: number };
};

export const profiles: Profile[] = assumptions.profiles.map(({ pageViews, products, ...profile }) => ({
  ...profile,
  pageViews: BigInt(pageViews),
  products: BigInt(products),
}));

type Assumption = { what: string; value: number } | { what: string; permille: number };

/** Assumed counts, and shares in thousandths. */
export const behavior = Object.fromEntries(
  Object.entries<Assumption>(assumptions.behavior).map(([name, assumed]) => [
    name,
    BigInt("value" in assumed ? assumed.value : assumed.permille),
  ]),
) as Record<keyof typeof assumptions.behavior, bigint>;

/** Polling intervals of open pages in milliseconds, read from the source of the pages. */
export const polling = {
  scarceStock: intervalOf("app/(shop)/product/[slug]/buy.tsx"),
  plentifulStock: intervalOf("app/(shop)/product/[slug]/buy.tsx", "everyMillisecondsOfPlenty"),
  order: intervalOf("app/(shop)/orders/[token]/order-watch.tsx"),
};

function intervalOf(path: string, name = "everyMilliseconds"): bigint {
  const source = readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const milliseconds = new RegExp(`const ${name} = ([\\d_]+);`).exec(source)?.[1];
  if (!milliseconds) throw new Error(`${path} has no constant ${name}.`);
  return BigInt(milliseconds.replaceAll("_", ""));
}

/** Read and write units of a job; a test compares `row` and `units` with docs/data-model.md. */
type Work = { row: string; units: string; reads: number; writes: number };

const n = Number(behavior.linesPerOrder);

/** Read units of the price board of a shop with some sales; it grows by one for every 16 kB. */
const board = 0.5;

export const work = {
  product: { row: "product", units: "2–3 RRU + 24 × 0.5 RRU + board", reads: 3 + 12 + board, writes: 0 },
  listing: { row: "category, search", units: "24 × 0.5 RRU + board", reads: 12 + board, writes: 0 },
  stock: { row: "live stock", units: "0.5 RRU a SKU; shared by the CDN for 1 s", reads: 0.5, writes: 0 },
  cart: {
    row: "cart, checkout steps",
    units: "1 + n RRU + board; checkout up to 15 more for many zones",
    reads: 1 + n + board,
    writes: 0,
  },
  add: { row: "add to cart", units: "2 RRU + 4 WRU", reads: 2, writes: 4 },
  place: {
    row: "**place an order**",
    units:
      "1 + n RRU, 2 × (5 + n) WRU; with a coupon 6 WRU more, with an automatic discount that has limits 4–6 WRU more, without limits none",
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
  email: { row: "an email or SMS", units: "1–2 RRU + 2 WRU", reads: 2, writes: 2 },
  sweep: {
    row: "sweepers, each minute",
    units: "0.5 RRU each when nothing is due",
    reads: 2,
    writes: 0,
  },
} satisfies Record<string, Work>;

/** Number of times that an order does each job; an abandoned checkout is placed, attached and closed. */
const jobsPerOrder: [keyof typeof work, bigint][] = [
  ["place", 1n + behavior.abandonedPerOrder],
  ["attach", 1n + behavior.abandonedPerOrder],
  ["webhook", behavior.webhooksPerOrder],
  ["authorize", 3n + behavior.abandonedPerOrder], // authorize, pay and pack cost the same
  ["ship", 1n],
  ["fraud", 1n],
  ["event", 12n],
  ["email", behavior.emailsPerOrder],
];

/** Most changed rows are in an index too, and an index write costs as much as a table write. */
export const indexCopies = 2;

const secondsInMonth = 730 * 3600;

/** Counts what happens in a month, in whole numbers; more page views never make a count smaller. */
export function countsOf({ pageViews, products, edge }: Profile, intervals = polling) {
  const views = (kind: PageKind) => part(pageViews, behavior[`${kind}Views`]);
  const visits = divideUp(pageViews, behavior.pagesPerVisit);
  const orders = part(visits, behavior.ordersPerVisit);
  const adds = part(visits, behavior.addsPerVisit);
  const productViews = part(pageViews, behavior.productViews);
  const polled = part(productViews * behavior.secondsOnProduct * 1000n, behavior.buttonInSight);
  const scarcePolls = divideUp(part(polled, behavior.scarceViews), intervals.scarceStock);
  const plentifulPolls = divideUp(part(polled, 1000n - behavior.scarceViews), intervals.plentifulStock);
  const stockPolls = scarcePolls + plentifulPolls;
  const orderPolls = divideUp(views("order") * behavior.secondsOnOrder * 1000n, intervals.order);
  const missedOf = (quantity: bigint, hits: number) => part(quantity, 1000n - BigInt(hits));
  const cachedRequests = views("cached") + pageViews * behavior.prefetchesPerPage;
  const cachedMissed = missedOf(cachedRequests, edge.pages);
  const stockMissed = missedOf(scarcePolls, edge.scarceStock) + missedOf(plentifulPolls, edge.plentifulStock);
  const pictures = pageViews * behavior.picturesPerPage;
  const files = part(visits * behavior.filesPerVisit, behavior.firstVisits);
  // A cached page is rendered again at most every five minutes, and only on request.
  const rendered = smaller(cachedMissed, products * 3n * BigInt(Math.ceil(secondsInMonth / 300)));
  const checkouts = orders * (1n + behavior.abandonedPerOrder);
  const actions = adds + checkouts * 4n;
  const server = {
    cached: cachedMissed + rendered,
    listing: views("listing"),
    cart: views("cart") + adds,
    checkout: views("checkout") + checkouts * 4n,
    order: views("order") + orderPolls,
    stock: stockMissed,
  };
  const serverRequests = Object.values(server).reduce((sum, count) => sum + count, 0n);
  const dynamicViews = views("listing") + views("cart") + views("checkout") + views("order");
  const worked = (side: "reads" | "writes") =>
    milli(work.listing[side], views("listing") + rendered) +
    milli(work.stock[side], stockMissed) +
    milli(work.cart[side], views("cart") + views("checkout")) +
    milli(work.order[side], server.order) +
    milli(work.add[side], actions) +
    jobsPerOrder.reduce((sum, [name, times]) => sum + milli(work[name][side], orders * times), 0n);
  return {
    visits,
    orders,
    edgeRequests:
      cachedRequests +
      dynamicViews +
      actions +
      pictures +
      files +
      stockPolls +
      orderPolls +
      orders * behavior.webhooksPerOrder,
    stockPolls,
    stockMissed,
    server,
    serverRequests,
    rendered,
    picturesMissed: missedOf(pictures, edge.pictures),
    cachedMissed,
    bytesOut:
      cachedRequests * BigInt(measured.pages.cached.bytes) +
      dynamicViews * BigInt(measured.pages.listing.bytes) +
      pictures * behavior.pictureBytes +
      part(visits * BigInt(measured.scriptBytes), behavior.firstVisits) +
      (stockPolls + orderPolls + actions) * 500n, // a short response with its headers
    readMilliunits: worked("reads") + milli(0.5, cachedMissed), // the lookup of a cached page's tags
    writeMilliunits: worked("writes") * BigInt(indexCopies),
    webhooks: orders * behavior.webhooksPerOrder,
    events: orders * behavior.eventsPerOrder,
    messages: orders * behavior.messagesPerOrder,
    transitions: orders * behavior.transitionsPerOrder,
    handlerCalls: orders * behavior.handlerCallsPerOrder,
    emails: orders * behavior.emailsPerOrder,
    sms: part(orders, behavior.smsPerOrder),
    tableBytes: orders * behavior.monthsKept * behavior.rowBytesPerOrder * 2n,
    logBytes: serverRequests * 500n + orders * 40_000n,
  };
}

/** Counts what happens in a month without visitors: storage, scheduled jobs, polls of the queues. */
export function idleOf({ products }: Pick<Profile, "products">) {
  const calls = schedules.map(({ everySeconds }) => BigInt(Math.ceil(secondsInMonth / everySeconds)));
  const scheduledCalls = calls.reduce((sum, count) => sum + count, 0n);
  const minutes = BigInt(secondsInMonth / 60);
  return {
    scheduledCalls,
    storedBytes: products * behavior.storedBytesPerProduct,
    tableBytes: products * behavior.rowBytesPerProduct * 2n,
    readMilliunits: milli(work.sweep.reads, minutes * 3n),
    logBytes: scheduledCalls * 700n,
    /** Lambda polls each queue with five pollers, each poll waits 20 seconds. */
    pollsPerQueue: BigInt((5 * secondsInMonth) / 20),
  };
}

export type Counts = ReturnType<typeof countsOf>;
export type Idle = ReturnType<typeof idleOf>;

/** Returns a share, in thousandths, of a quantity, rounded up. */
export const part = (quantity: bigint, permille: bigint) => divideUp(quantity * permille, 1000n);

const milli = (units: number, times: bigint) => BigInt(Math.round(units * 1000)) * times;

const smaller = (one: bigint, other: bigint) => (one < other ? one : other);
