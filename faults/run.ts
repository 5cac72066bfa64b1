import { createServer } from "node:http";
import { inside } from "../packages/local/src/environment";
import { type Cloud, startCloud } from "../packages/local/src/testing";
import { openBackends } from "./backends";
import { type Chance, chance as newChance } from "./chance";
import { domainShop } from "./domain-shop";
import { choose, coupon, freebie, stockUp, withFreeItem } from "./goods";
import { killAtRandom } from "./kills";
import { readOptions } from "./options";
import { checkPromises } from "./promises";
import { provider } from "./provider";
import { check, conclude, measure } from "./report";
import { calm, reconcileNightly, settle } from "./settle";
import { type Plan, plans, type Shop, shopper } from "./shopper";
import { type Fate, fates, fatesInReview, staffMember, type Work } from "./staff-member";
import { noTroubles, troubleAtRandom } from "./troubles";
import { delay, waitFor } from "./wait";
import { openWeb } from "./web-server";
import { webShop } from "./web-shop";

const options = readOptions(process.argv.slice(2));
measure("options", options);

/** Longest time for shoppers to finish after the faults end, in seconds. */
const patience = 40;
/** Number of shoppers from which every kind of incident at Stripe must happen. */
const enoughCheckouts = 40;
/** Longest extension of the faults until every kind has happened, in seconds. */
const extraSeconds = 30;

const started = Date.now();
const cloud = await startCloud({ worker: true });
let storefront: Storefront | undefined;
let staff: Staff | undefined;
process.once("SIGINT", () => {
  storefront?.close();
  staff?.close();
  void cloud.stop().then(() => process.exit(130));
});
Object.assign(process.env, cloud.env); // before the domain is imported, which reads its links on load
try {
  await run(cloud);
} finally {
  storefront?.close();
  staff?.close();
  await cloud.stop();
}
process.exit(conclude());

/** Lets shoppers and staff work while processes are killed, then checks every result that was confirmed. */
async function run(cloud: Cloud) {
  const chance = newChance(options.seed);
  const goods = await stockUp();
  const opened = options.shop === "web" ? await openPages() : await openDomain(chance);
  storefront = opened;
  const backend = openBackends(2, inside(cloud.env), chance.fork());
  staff = backend;
  const stripe = provider(cloud.env.STRIPE_API_BASE ?? "");
  const { openBank, incidents } = await import("./bank");
  const atWork = { ask: backend.ask, bank: openBank(cloud.env.STRIPE_API_BASE ?? "") };
  measure("started", { seconds: seconds(started) });

  const storm = new AbortController();
  const closing = new AbortController();
  const people = { web: opened.kill, staff: async () => backend.kill() };
  const killing = killAtRandom(cloud, people, chance.fork(), storm.signal);
  const troubles = noTroubles();
  const troubling = troubleAtRandom(troubles, {
    stripe,
    lives: () => cloud.children().find(({ name }) => name === "stripe")?.restarts ?? 0,
    queues: cloud.topology.queues.map(({ name }) => queueUrl(name)),
    chance: chance.fork(),
    signal: storm.signal,
  });
  const reconciling = reconcileNightly(cloud, storm.signal);
  const fateOf = dealFates();
  const working: Promise<Work>[] = [];
  const atRest = new Set<Promise<Work>>();
  const shopping = Promise.all(
    Array.from({ length: options.checkouts }, async (_, i) => {
      const own = chance.fork();
      const isFree = i % 10 === 6;
      const wishes = isFree ? { coupon: freebie.code } : i % 2 === 0 ? { coupon: coupon.code } : {};
      const basket = { lines: isFree ? withFreeItem(goods) : choose(goods, own), notes: {}, ...wishes };
      const told = await shopper(opened.shop, basket, planOf(i), own, closing.signal);
      if (told.paid && told.orderId && told.plan !== "regrets") {
        const fate = isFree ? "returned" : fateOf(told.plan);
        const task = { orderId: told.orderId, fate, turnsDown: i % 20 > 9 };
        const work = staffMember(atWork, task, own, closing.signal);
        working.push(work);
        void work.finally(() => atRest.add(work)).catch(() => undefined);
      }
      return told;
    }),
  );
  await delay(options.seconds * 1000);
  // Goes on until every kind of fault has happened, as long as shoppers are left.
  await Promise.race([
    shopping,
    waitFor(() => Object.values(troubles).every((count) => count > 0), { seconds: extraSeconds }),
  ]);
  storm.abort();
  const [kills] = await Promise.all([killing, troubling, reconciling]);
  await calm(cloud);
  await opened.ready();
  const tooLate = setTimeout(() => closing.abort(), patience * 1000);
  const told = await shopping;
  clearTimeout(tooLate);
  measure("kills", kills);
  measure("troubles", troubles);
  measure("shoppers", {
    ...countBy(told.map(({ plan }) => plan)),
    retries: told.reduce((sum, { retries }) => sum + retries, 0),
  });

  const { Reconciliation } = await import("@securecart/core/reconciliation");
  let report = await Reconciliation.check({});
  const took = await settle(cloud, async () => {
    if (atRest.size < working.length) return false;
    report = await Reconciliation.check({});
    return report.balanced && !report.counts["orders.pending"];
  });
  closing.abort();
  const works = await Promise.all(working);
  measure("staff", {
    ...countBy(works.map(({ fate }) => fate)),
    retries: works.reduce((sum, { retries }) => sum + retries, 0),
  });
  measure("incidents", incidents);
  measure("settled", { ...took });
  for (const [name, count] of Object.entries(kills)) check(`${name} was killed`, count > 0);
  for (const [kind, count] of Object.entries(troubles)) check(`${kind} happened`, count > 0);
  if (options.checkouts >= enoughCheckouts)
    for (const [kind, count] of Object.entries(incidents)) check(`${kind} happened`, count > 0);
  check("the shop settled automatically", took !== null);
  await checkPromises(cloud, { goods, told, works, report, kills });
  measure("run", { seconds: seconds(started), seed: options.seed });
}

/** Storefront that shoppers use, which is killed like the other processes. */
type Storefront = { shop: Shop; kill(): Promise<boolean>; ready(): Promise<boolean>; close(): void };

type Staff = ReturnType<typeof openBackends>;

/** Opens the built pages, with a browser without JavaScript for each shopper. */
async function openPages(): Promise<Storefront> {
  const web = await openWeb(cloud);
  return { ...web, shop: webShop(cloud.urls.shop) };
}

/** Opens processes that call the domain, when the pages are not built. */
async function openDomain(chance: Chance): Promise<Storefront> {
  const receiver = await eventReceiver(cloud.ports.shop);
  const backends = openBackends(2, inside(cloud.env), chance.fork());
  return {
    shop: domainShop(backends),
    kill: async () => backends.kill(),
    ready: async () => true,
    close: () => {
      backends.close();
      receiver.close();
    },
  };
}

/** Returns the plan of a shopper. Most pay with a good card; of ten shoppers one or two have each other plan. */
function planOf(i: number) {
  return plans[[0, 1, 2, 6, 3, 4, 0, 5, 7, 0][i % 10] ?? 0] ?? "good";
}

/** Returns a function that deals fates in turn; payments in review have their own. */
function dealFates() {
  const dealt = { others: 0, inReview: 0 };
  return (plan: Plan): Fate =>
    (plan === "risky"
      ? fatesInReview[dealt.inReview++ % fatesInReview.length]
      : fates[dealt.others++ % fates.length]) ?? "left alone";
}

/** Starts a server in place of the storefront that accepts every event. */
async function eventReceiver(port: number) {
  const server = createServer((_request, response) => response.writeHead(204).end());
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  server.unref();
  return server;
}

function queueUrl(name: string) {
  return String(JSON.parse(cloud.env[`SST_RESOURCE_${name}`] ?? "{}").url);
}

function countBy(names: string[]) {
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
}

function seconds(since: number) {
  return Math.round((Date.now() - since) / 100) / 10;
}
