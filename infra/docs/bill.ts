import { schedules } from "@securecart/core/topology";
import { type SwitchName, stageConfig } from "../../stacks/config";
import { costOf, divideUp, priceOf, together, total, type Use } from "./prices";
import { type Resource, standing, standingOf } from "./standing";
import { type Counts, countsOf, idleOf, measured, type Profile, polling } from "./traffic";

/** What the stage chose that the bill depends on. */
export type Site = {
  pages: Compute;
  /** The function that the edge signs requests with. */
  edge: Compute;
  handlers: Compute;
  jobs: Record<string, Compute>;
  queues: number;
  logMonths: number;
  /** Copies of the page function that a rule calls every five minutes, so that they stay warm. */
  warm: number;
};
type Compute = { memory: number; arm: boolean };

/** Milliseconds that a function waits for others besides computing: the table, the store of pages. */
const waits = { kept: 15, listing: 8, cart: 8, checkout: 10, order: 5, stock: 5 };

/** What nobody measured of handlers, jobs and the edge; a step calls Stripe or the table a few times. */
const milliseconds = { handler: 150, job: 250, edge: 5, warming: 100 };

/** Above this much memory a function has more than one processor, and a page uses one. */
const wholeProcessor = 1769;

const ownMetrics = 5n;

const secondsInMonth = 730n * 3600n;

/** Reads from the synthesized stage what the bill depends on. */
export function readSite(resources: readonly Resource[]): Site {
  const functions = resources.filter(({ type }) => type === "aws:lambda/function:Function");
  const named = (pattern: RegExp) => {
    const found = functions.filter(({ name }) => pattern.test(name));
    if (found.length === 0) throw new Error(`No function is called like ${pattern}.`);
    return found.map(({ inputs }) => ({
      memory: Number(inputs.memorySize),
      arm: JSON.stringify(inputs.architectures ?? "").includes("arm64"),
    }));
  };
  const [pages] = named(/^StorefrontServer/);
  const [edge] = named(/EdgeFunction$/);
  if (!pages || !edge) throw new Error("The pages have no function.");
  const handlers = named(/(Consumer|Door|Relay)Function$|^Fulfillment[A-Z]/);
  const memory = Math.ceil(handlers.reduce((sum, handler) => sum + handler.memory, 0) / handlers.length);
  const log = resources.find(
    ({ type, name }) => type === "aws:cloudwatch/logGroup:LogGroup" && /^Storefront/.test(name),
  );
  return {
    pages,
    edge,
    handlers: { memory, arm: handlers.every(({ arm }) => arm) },
    jobs: Object.fromEntries(
      schedules.map(({ name }) => [name, named(new RegExp(`^${name}JobFunction$`))[0] ?? pages]),
    ),
    queues:
      resources.filter(({ type }) => type === "aws:lambda/eventSourceMapping:EventSourceMapping").length - 1,
    warm: resources.some(
      ({ type, name }) => type === "aws:cloudwatch/eventRule:EventRule" && /Warmer/.test(name),
    )
      ? stageConfig("production").warm
      : 0,
    logMonths: Math.max(1, Math.round(Number(log?.inputs.retentionInDays ?? 30) / 30)),
  };
}

/** What a month of this traffic uses, besides what stands there anyway. */
export function trafficUses(profile: Profile, site: Site, asked = polling): Use[] {
  const counts = countsOf(profile, asked);
  const calls = counts.serverRequests + counts.remade + counts.handlerCalls;
  return [
    ...edgeUses(counts, site),
    ...pageUses(counts, site),
    { price: "lambda.requests", quantity: counts.remade + counts.handlerCalls },
    duration(site.handlers, (counts.remade + counts.handlerCalls) * BigInt(milliseconds.handler)),
    { price: "s3.get", quantity: counts.keptMissed + counts.picturesMissed },
    { price: "s3.put", quantity: counts.remade },
    ...tableUses(counts),
    { price: "sqs.standard", quantity: counts.messages * 3n },
    { price: "sqs.fifo", quantity: counts.remade * 3n },
    { price: "sns.sms", quantity: counts.texts },
    { price: "events.custom", quantity: counts.events },
    { price: "events.archive", quantity: counts.events * 1_000n },
    { price: "states.transitions", quantity: counts.transitions },
    { price: "apigateway.http", quantity: counts.webhooks },
    { price: "ses.mail", quantity: counts.letters },
    ...logUses(counts.logBytes, site),
    { price: "xray.traces", quantity: sampled(calls) },
  ];
}

/** What a month costs in which nobody comes: what stands there, what lies in store, what asks by itself. */
export function idleUses(
  profile: Pick<Profile, "products">,
  site: Site,
  resources: readonly Resource[],
): Use[] {
  const idle = idleOf(profile);
  const warmings = BigInt(site.warm) * divideUp(secondsInMonth, 300n);
  const jobs = schedules.map(({ name, everySeconds }) => {
    const { memory = 512, arm = true } = site.jobs[name] ?? {};
    return duration(
      { memory, arm },
      BigInt(milliseconds.job) * divideUp(secondsInMonth, BigInt(everySeconds)),
    );
  });
  return [
    ...standing(resources),
    { price: "route53.zone", quantity: 1n },
    { price: "cloudwatch.metric", quantity: ownMetrics },
    { price: "lambda.requests", quantity: idle.scheduledCalls },
    { price: "lambda.requests", quantity: warmings },
    duration(site.pages, warmings * BigInt(milliseconds.warming)),
    { price: "scheduler.calls", quantity: idle.scheduledCalls },
    ...jobs,
    { price: "s3.storage", quantity: idle.storedBytes },
    { price: "dynamo.storage", quantity: idle.tableBytes },
    { price: "dynamo.backup", quantity: idle.tableBytes },
    { price: "dynamo.read", quantity: idle.readMilliunits },
    { price: "sqs.standard", quantity: idle.pollsPerQueue * BigInt(site.queues) },
    { price: "sqs.fifo", quantity: idle.pollsPerQueue },
    ...logUses(idle.logBytes, site),
  ];
}

/** The whole month. */
export const monthUses = (profile: Profile, site: Site, resources: readonly Resource[]): Use[] =>
  together(idleUses(profile, site, resources), trafficUses(profile, site));

/** Micro-dollars by service, the dearest first. */
export function byService(uses: readonly Use[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const use of together(uses)) {
    const { service } = priceOf(use.price);
    sums.set(service, (sums.get(service) ?? 0n) + costOf(use));
  }
  return new Map([...sums].sort(([, one], [, other]) => Number(other - one)));
}

/**
 * What a switch adds to a month, in micro-dollars, what it stands there for included; it may be negative, because
 * containers replace functions. `resources` are those with all switches on.
 */
export function switchAdds(
  name: SwitchName,
  profile: Profile,
  site: Site,
  resources: readonly Resource[],
): bigint {
  const counts = countsOf(profile);
  const base = total(standingOf(name, resources));
  const table = total(tableUses(counts));
  switch (name) {
    case "network":
      return base + total([{ price: "vpc.natData", quantity: counts.orders * 100_000n }]);
    case "containers":
      return containersCost(counts, resources).cost - total(pageUses(counts, site));
    case "instances":
      return (
        base - total(standingOf("containers", resources).filter(({ price }) => price.startsWith("fargate.")))
      );
    case "provisioned":
      return provisionedCost(counts, resources) - table;
    case "accelerator":
      return base + total([{ price: "accelerator.transfer", quantity: counts.serverRequests * 20_000n }]);
    case "secondRegion":
      return total([
        { price: "dynamo.replicatedWrite", quantity: counts.writeMilliunits },
        { price: "dynamo.storage", quantity: counts.tableBytes },
        { price: "s3.storageInfrequent", quantity: idleOf(profile).storedBytes },
      ]);
    case "reporting":
      return base + total([{ price: "aurora.io", quantity: counts.events * 20n }]);
    case "cache":
      return base - savedByCache(counts);
  }
}

/** Tasks for the month's busiest hour, taken as three times the average, each at most at three fifths of its processor. */
export function containersCost(counts: Counts, resources: readonly Resource[]) {
  const microseconds = Object.entries(counts.server).reduce(
    (sum, [kind, count]) => sum + count * BigInt(measured.pages[kind as keyof typeof waits].cpuMicroseconds),
    0n,
  );
  const task = resources.find(({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition");
  const share = BigInt(Number(task?.inputs.cpu ?? 512));
  const needed = divideUp(microseconds * 3n * 1024n * 10n, secondsInMonth * 1_000_000n * share * 6n);
  const tasks = needed > 2n ? needed : 2n;
  const least = standingOf("containers", resources);
  const scaled = least.map(({ price, quantity }) =>
    price.startsWith("fargate.") ? { price, quantity: (quantity / 2n) * tasks } : { price, quantity },
  );
  return { tasks, cost: total(scaled) + total([{ price: "alb.lcu", quantity: 730n * divideUp(tasks, 4n) }]) };
}

/** Capacity bought for three times the average, at seventy parts in a hundred of use, but what the stage buys at least. */
function provisionedCost(counts: Counts, resources: readonly Resource[]): bigint {
  const least = total(standingOf("provisioned", resources));
  const units = (milliunits: bigint) => divideUp(milliunits * 3n * 10n, 1000n * secondsInMonth * 7n);
  const bought = total([
    { price: "dynamo.rcu", quantity: 730n * units(counts.readMilliunits) },
    { price: "dynamo.wcu", quantity: 730n * units(counts.writeMilliunits) },
  ]);
  return (
    (bought > least ? bought : least) +
    total([
      { price: "dynamo.storage", quantity: counts.tableBytes },
      { price: "dynamo.backup", quantity: counts.tableBytes },
    ])
  );
}

/** Catalog reads are about nine tenths found in the cache. */
const savedByCache = (counts: Counts) =>
  total([
    {
      price: "dynamo.read",
      quantity: ((counts.server.listing * 12_000n + counts.remade * 12_000n) * 9n) / 10n,
    },
  ]);

/** The pages on functions: what containers would do instead. */
export function pageUses(counts: Counts, { pages }: Site): Use[] {
  const kinds = Object.entries(counts.server) as [keyof typeof waits, bigint][];
  const spent = kinds.reduce(
    (sum, [kind, count]) => sum + count * BigInt(pageMilliseconds(kind, pages.memory)),
    0n,
  );
  return [{ price: "lambda.requests", quantity: counts.serverRequests }, duration(pages, spent)];
}

/** How long a page takes on a function of so much memory, which is its share of a processor. */
export function pageMilliseconds(kind: keyof typeof waits, memory: number): number {
  const share = Math.min(memory, wholeProcessor) / wholeProcessor;
  return Math.ceil(measured.pages[kind].cpuMicroseconds / 1000 / share) + waits[kind];
}

function edgeUses({ edgeRequests, serverRequests, picturesMissed, bytesOut }: Counts, { edge }: Site): Use[] {
  const origin = serverRequests + picturesMissed;
  return [
    { price: "cloudfront.requests", quantity: edgeRequests },
    { price: "cloudfront.out", quantity: bytesOut },
    { price: "cloudfront.functions", quantity: edgeRequests },
    { price: "cloudfront.keyValueReads", quantity: edgeRequests * 2n },
    { price: "waf.requests", quantity: edgeRequests },
    { price: "edge.requests", quantity: origin },
    { price: "edge.duration", quantity: origin * BigInt(milliseconds.edge * edge.memory) },
  ];
}

const tableUses = ({ readMilliunits, writeMilliunits, tableBytes }: Counts): Use[] => [
  { price: "dynamo.read", quantity: readMilliunits },
  { price: "dynamo.write", quantity: writeMilliunits },
  { price: "dynamo.storage", quantity: tableBytes },
  { price: "dynamo.backup", quantity: tableBytes },
];

const logUses = (bytes: bigint, { logMonths }: Site): Use[] => [
  { price: "cloudwatch.logs", quantity: bytes },
  { price: "cloudwatch.logStorage", quantity: (bytes * BigInt(logMonths)) / 5n }, // kept compressed
];

const duration = ({ memory, arm }: Compute, spent: bigint): Use => ({
  price: arm ? "lambda.arm" : "lambda.x86",
  quantity: spent * BigInt(memory),
});

/** Lambda traces one call a second and a twentieth of the others. */
const sampled = (calls: bigint) =>
  calls <= secondsInMonth ? calls : secondsInMonth + divideUp(calls - secondsInMonth, 20n);
