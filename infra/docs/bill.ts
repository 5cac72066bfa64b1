import { schedules } from "@securecart/core/topology";
import { type SwitchName, stageConfig } from "../../stacks/config";
import type { Resource } from "./inventory";
import { costOf, divideUp, priceOf, together, total, type Use } from "./prices";
import { fixedCosts, fixedCostsOf } from "./resource-costs";
import { type Counts, countsOf, idleOf, measured, type Profile, polling } from "./traffic";

/** The configuration of a stage that its bill depends on. */
export type Site = {
  pages: Compute;
  /** The edge function that signs requests. */
  edge: Compute;
  handlers: Compute;
  jobs: Record<string, Compute>;
  queues: number;
  logMonths: number;
  /** Instances of the page function that a rule keeps warm with a call every five minutes. */
  warm: number;
};
type Compute = { memory: number; arm: boolean };

/** Milliseconds that a function waits for the table or the page cache, besides computing. */
const waits = { cached: 15, listing: 8, cart: 8, checkout: 10, order: 5, stock: 5 };

/** Assumed durations; a handler calls Stripe or the table a few times. */
const milliseconds = { handler: 150, job: 250, edge: 5, warming: 100 };

/** Memory, in MB, at which a function has one whole processor; a page uses no second one. */
const wholeProcessor = 1769;

const ownMetrics = 5n;

const secondsInMonth = 730n * 3600n;

/** Reads the configuration from a synthesized stage. */
export function readSite(resources: readonly Resource[]): Site {
  const functions = resources.filter(({ type }) => type === "aws:lambda/function:Function");
  const named = (pattern: RegExp) => {
    const found = functions.filter(({ name }) => pattern.test(name));
    if (found.length === 0) throw new Error(`No function has a name like ${pattern}.`);
    return found.map(({ inputs }) => ({
      memory: Number(inputs.memorySize),
      arm: JSON.stringify(inputs.architectures ?? "").includes("arm64"),
    }));
  };
  const [pages] = named(/^StorefrontServer/);
  const [edge] = named(/EdgeFunction$/);
  if (!pages || !edge) throw new Error("The pages have no function.");
  const handlers = named(/(Consumer|Endpoint|Relay)Function$|^Fulfillment[A-Z]/);
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

/** Returns what a month of this traffic uses beyond an idle month. */
export function trafficUses(profile: Profile, site: Site, intervals = polling): Use[] {
  const counts = countsOf(profile, intervals);
  const calls = counts.serverRequests + counts.rendered + counts.handlerCalls;
  return [
    ...edgeUses(counts, site),
    ...pageUses(counts, site),
    { price: "lambda.requests", quantity: counts.rendered + counts.handlerCalls },
    duration(site.handlers, (counts.rendered + counts.handlerCalls) * BigInt(milliseconds.handler)),
    { price: "s3.get", quantity: counts.cachedMissed + counts.picturesMissed },
    { price: "s3.put", quantity: counts.rendered },
    ...tableUses(counts),
    { price: "sqs.standard", quantity: counts.messages * 3n },
    { price: "sqs.fifo", quantity: counts.rendered * 3n },
    { price: "sns.sms", quantity: counts.sms },
    { price: "events.custom", quantity: counts.events },
    { price: "events.archive", quantity: counts.events * 1_000n },
    { price: "states.transitions", quantity: counts.transitions },
    { price: "apigateway.http", quantity: counts.webhooks },
    { price: "ses.email", quantity: counts.emails },
    ...logUses(counts.logBytes, site),
    { price: "xray.traces", quantity: sampled(calls) },
  ];
}

/** Returns what a month without visitors uses: fixed costs, storage, scheduled jobs, queue polling. */
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
    ...fixedCosts(resources),
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

/** Returns what a whole month uses. */
export const monthUses = (profile: Profile, site: Site, resources: readonly Resource[]): Use[] =>
  together(idleUses(profile, site, resources), trafficUses(profile, site));

/** Returns micro-dollars by service, the most expensive first. */
export function byService(uses: readonly Use[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const use of together(uses)) {
    const { service } = priceOf(use.price);
    sums.set(service, (sums.get(service) ?? 0n) + costOf(use));
  }
  return new Map([...sums].sort(([, one], [, other]) => Number(other - one)));
}

/**
 * Returns what a switch adds to a month, fixed costs included, in micro-dollars. Negative where it saves more, such as
 * containers that replace functions. `resources` are those with every switch on.
 */
export function switchAdds(
  name: SwitchName,
  profile: Profile,
  site: Site,
  resources: readonly Resource[],
): bigint {
  const counts = countsOf(profile);
  const base = total(fixedCostsOf(name, resources));
  const table = total(tableUses(counts));
  switch (name) {
    case "network":
      return base + total([{ price: "vpc.natData", quantity: counts.orders * 100_000n }]);
    case "containers":
      return containersCost(counts, resources).cost - total(pageUses(counts, site));
    case "instances":
      return (
        base -
        total(fixedCostsOf("containers", resources).filter(({ price }) => price.startsWith("fargate.")))
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

/**
 * Returns tasks and cost of the containers. The busiest hour is assumed to have three times the average load, and a task
 * uses at most three fifths of its processor.
 */
export function containersCost(counts: Counts, resources: readonly Resource[]) {
  const microseconds = Object.entries(counts.server).reduce(
    (sum, [kind, count]) => sum + count * BigInt(measured.pages[kind as keyof typeof waits].cpuMicroseconds),
    0n,
  );
  const task = resources.find(({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition");
  const share = BigInt(Number(task?.inputs.cpu ?? 512));
  const needed = divideUp(microseconds * 3n * 1024n * 10n, secondsInMonth * 1_000_000n * share * 6n);
  const tasks = needed > 2n ? needed : 2n;
  const least = fixedCostsOf("containers", resources);
  const scaled = least.map(({ price, quantity }) =>
    price.startsWith("fargate.") ? { price, quantity: (quantity / 2n) * tasks } : { price, quantity },
  );
  return { tasks, cost: total(scaled) + total([{ price: "alb.lcu", quantity: 730n * divideUp(tasks, 4n) }]) };
}

/** Returns the cost of capacity for three times the average load at 70 % use, but at least the stage's minimum. */
function provisionedCost(counts: Counts, resources: readonly Resource[]): bigint {
  const least = total(fixedCostsOf("provisioned", resources));
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

/** Returns what the cache saves, assuming that it answers nine tenths of the catalog reads. */
const savedByCache = (counts: Counts) =>
  total([
    {
      price: "dynamo.read",
      quantity: ((counts.server.listing * 12_000n + counts.rendered * 12_000n) * 9n) / 10n,
    },
  ]);

/** Returns what rendering pages on functions uses; containers would replace it. */
export function pageUses(counts: Counts, { pages }: Site): Use[] {
  const kinds = Object.entries(counts.server) as [keyof typeof waits, bigint][];
  const spent = kinds.reduce(
    (sum, [kind, count]) => sum + count * BigInt(pageMilliseconds(kind, pages.memory)),
    0n,
  );
  return [{ price: "lambda.requests", quantity: counts.serverRequests }, duration(pages, spent)];
}

/** Returns the milliseconds that a page takes on a function; its processor share follows its memory (MB). */
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
  { price: "cloudwatch.logStorage", quantity: (bytes * BigInt(logMonths)) / 5n }, // stored compressed
];

const duration = ({ memory, arm }: Compute, spent: bigint): Use => ({
  price: arm ? "lambda.arm" : "lambda.x86",
  quantity: spent * BigInt(memory),
});

/** Returns how many calls X-Ray samples: one a second and a twentieth of the others. */
const sampled = (calls: bigint) =>
  calls <= secondsInMonth ? calls : secondsInMonth + divideUp(calls - secondsInMonth, 20n);
