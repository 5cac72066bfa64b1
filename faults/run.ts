import { createServer } from "node:http";
import { inside } from "../packages/local/src/environment";
import { type Cloud, startCloud } from "../packages/local/src/testing";
import { type Chance, chance as newChance } from "./chance";
import { clerk, type Fate, fates, fatesInReview, type Work } from "./clerk";
import { openCounters } from "./counters";
import { domainShop } from "./domain-shop";
import { choose, coupon, freebie, stockUp, withFreeItem } from "./goods";
import { killAtRandom } from "./kills";
import { readOptions } from "./options";
import { judge } from "./promises";
import { provider } from "./provider";
import { check, conclude, measure } from "./report";
import { calm, reconcileNightly, settle } from "./settle";
import { type Plan, plans, type Shop, shopper } from "./shopper";
import { noTroubles, troubleAtRandom } from "./troubles";
import { delay, waitFor } from "./wait";
import { openWeb } from "./web-server";
import { webShop } from "./web-shop";

const options = readOptions(process.argv.slice(2));
measure("options", options);

/** Shoppers who have not got through so long after the harm ended never will. Seconds. */
const patience = 40;
/** With so many shoppers every kind of incident at Stripe has its turn. */
const enoughCheckouts = 40;
/** The harm goes on for so much longer at most. */
const extraSeconds = 30;

const started = Date.now();
const cloud = await startCloud({ worker: true });
let door: Door | undefined;
let office: Office | undefined;
process.once("SIGINT", () => {
  door?.close();
  office?.close();
  void cloud.stop().then(() => process.exit(130));
});
Object.assign(process.env, cloud.env); // before any part of the domain is read
try {
  await run(cloud);
} finally {
  door?.close();
  office?.close();
  await cloud.stop();
}
process.exit(conclude());

/** Shoppers and staff at work while everything that can die dies; then what was promised must hold. */
async function run(cloud: Cloud) {
  const chance = newChance(options.seed);
  const goods = await stockUp();
  const opened = options.shop === "web" ? await openPages() : await openDomain(chance);
  door = opened;
  const staff = openCounters(2, inside(cloud.env), chance.fork());
  office = staff;
  const stripe = provider(cloud.env.STRIPE_API_BASE ?? "");
  const { openBank, incidents } = await import("./bank");
  const desk = { ask: staff.ask, bank: openBank(cloud.env.STRIPE_API_BASE ?? "") };
  measure("started", { seconds: seconds(started) });

  const storm = new AbortController();
  const closing = new AbortController();
  const people = { web: opened.kill, office: async () => staff.kill() };
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
        const work = clerk(desk, task, own, closing.signal);
        working.push(work);
        void work.finally(() => atRest.add(work)).catch(() => undefined);
      }
      return told;
    }),
  );
  await delay(options.seconds * 1000);
  // A kind of harm that was not done yet is waited for, while there are shoppers to do it to.
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
  for (const [kind, count] of Object.entries({ ...kills, ...troubles })) check(`${kind} was hit`, count > 0);
  if (options.checkouts >= enoughCheckouts)
    for (const [kind, count] of Object.entries(incidents)) check(`${kind}: it happened`, count > 0);
  check("the shop settled by itself", took !== null);
  await judge(cloud, { goods, told, works, report, kills });
  measure("run", { seconds: seconds(started), seed: options.seed });
}

/** Where shoppers go: it dies like the rest. */
type Door = { shop: Shop; kill(): Promise<boolean>; ready(): Promise<boolean>; close(): void };

type Office = ReturnType<typeof openCounters>;

/** The built pages and a browser without JavaScript for each shopper. */
async function openPages(): Promise<Door> {
  const web = await openWeb(cloud);
  return { ...web, shop: webShop(cloud.urls.shop) };
}

/** Processes that ask the domain, for want of pages. */
async function openDomain(chance: Chance): Promise<Door> {
  const storefront = await standIn(cloud.ports.shop);
  const counters = openCounters(2, inside(cloud.env), chance.fork());
  return {
    shop: domainShop(counters),
    kill: async () => counters.kill(),
    ready: async () => true,
    close: () => {
      counters.close();
      storefront.close();
    },
  };
}

/** Most pay with a good card; each ten shoppers hold one or two of every other kind. */
function planOf(i: number) {
  return plans[[0, 1, 2, 6, 3, 4, 0, 5, 7, 0][i % 10] ?? 0] ?? "good";
}

/** Deals fates in turn, to payments that wait in review their own. */
function dealFates() {
  const dealt = { others: 0, inReview: 0 };
  return (plan: Plan): Fate =>
    (plan === "risky"
      ? fatesInReview[dealt.inReview++ % fatesInReview.length]
      : fates[dealt.others++ % fates.length]) ?? "left alone";
}

/** In the storefront's place: it hears what changed and says yes. */
async function standIn(port: number) {
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
