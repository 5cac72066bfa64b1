import { PurgeQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Chance } from "./chance";
import type { Provider } from "./provider";
import { delay, waitFor } from "./wait";

export const troubles = [
  "webhooks_dropped",
  "webhooks_duplicated",
  "webhooks_delayed",
  "webhooks_reordered",
  "answers_lost",
  "answers_failed",
  "queues_emptied",
] as const;
export type Trouble = (typeof troubles)[number];

/** Targets of the faults. `lives` counts the provider's restarts, which delete its faults. */
type Site = { stripe: Provider; lives: () => number; queues: string[]; chance: Chance; signal: AbortSignal };

/** Faults by the control they share. Faults of one row take turns; the rows run in parallel. */
const rows: Trouble[][] = [
  ["webhooks_duplicated", "webhooks_dropped", "webhooks_delayed", "webhooks_reordered"],
  ["answers_lost", "answers_failed"],
  ["queues_emptied"],
];

/** Creates the counts of affected messages and responses. */
export const noTroubles = () =>
  Object.fromEntries(troubles.map((name) => [name, 0])) as Record<Trouble, number>;

/**
 * Makes the provider and the queues fail in every way until `signal` aborts. Counts affected messages and responses.
 */
export async function troubleAtRandom(counts: Record<Trouble, number>, site: Site) {
  await Promise.all(rows.map((row) => takeTurns(row, counts, { ...site, chance: site.chance.fork() })));
}

/** Causes the faults of a row in random order, those that have not happened yet first. */
async function takeTurns(row: Trouble[], counts: Record<Trouble, number>, site: Site) {
  let turns = row;
  while (!site.signal.aborted) {
    const next = turns.find((name) => counts[name] === 0) ?? site.chance.shuffled(turns)[0];
    if (!next) return;
    counts[next] += await make[next](site).catch(() => 0); // the provider is down itself
    turns = [...turns.filter((name) => name !== next), next];
    await delay(site.chance.between(100, row.length === 1 ? 5_000 : 300));
  }
}

const soon = { seconds: 3, everyMs: 50 };

/** Faults by name. Each returns the number of messages or responses it affected. */
const make: Record<Trouble, (site: Site) => Promise<number>> = {
  webhooks_dropped: (site) => usedUp(site, "drop"),
  webhooks_duplicated: (site) => usedUp(site, "duplicate"),
  async webhooks_delayed({ stripe, chance }) {
    await stripe.webhooks({ delayMs: chance.whole(300, 1_500) });
    const late = await waitFor(async () => waitingIn(await stripe.state()) > 0, soon);
    await delay(chance.between(300, 1_000));
    await stripe.webhooks({ delayMs: 0 });
    return late ? 1 : 0;
  },
  async webhooks_reordered({ stripe }) {
    await stripe.hold();
    await waitFor(async () => waitingIn(await stripe.state()) > 2, soon);
    const { released } = await stripe.release("reverse");
    return released > 1 ? released : 0;
  },
  /** Drops the response of a request that was committed. */
  answers_lost: (site) => requestsFailed(site, { path: "/v1/", method: "POST", when: "after", times: 1 }),
  /** Fails a request and stores the failure under its idempotency key. */
  answers_failed: (site) =>
    requestsFailed(site, {
      path: "/v1/",
      method: "POST",
      when: "before",
      status: 500,
      store: true,
      times: 1,
    }),
  async queues_emptied({ queues, chance }) {
    const [QueueUrl] = chance.shuffled(queues);
    await new SQSClient({ useQueueUrlAsEndpoint: false }).send(new PurgeQueueCommand({ QueueUrl }));
    return 1;
  },
};

async function usedUp({ stripe, lives }: Site, name: "drop" | "duplicate") {
  const life = lives();
  await stripe.webhooks({ [name]: 2 });
  const left = async () => (await stripe.state()).faults.webhooks[name];
  const gone = await waitFor(async () => (await left()) === 0, soon);
  return gone && lives() === life ? 2 : 0;
}

async function requestsFailed({ stripe, lives }: Site, fault: Parameters<Provider["failRequests"]>[0]) {
  const life = lives();
  await stripe.failRequests(fault);
  const left = async () => (await stripe.state()).faults.requests.reduce((sum, { times }) => sum + times, 0);
  const gone = await waitFor(async () => (await left()) === 0, soon);
  return gone && lives() === life ? fault.times : 0;
}

const waitingIn = ({ deliveries }: { deliveries: { pending?: number } }) => deliveries.pending ?? 0;
