import { Cache } from "#platform/cache";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { Log } from "#platform/log";
import { readSteps, type Step } from "./checklist";
import { OverviewEntity } from "./overview.entity";
import { readWaiting, type Waiting } from "./waiting";

const key = "overview";

/** Life of the cached row, in seconds. */
const keptSeconds = 5;

/** Age at which counts that staff are looking at are renewed, in seconds. */
const oldSeconds = 20;

type Counted = { waiting: Waiting; steps: Step[]; countedAt: string };

/** Returns the row of counts. One request when it was not read for five seconds; the first time it counts. */
const counted = (): Promise<Counted> => Cache.through({ key, seconds: keptSeconds, load: read });

async function read(): Promise<Counted> {
  const { data } = await OverviewEntity.get({ of: "shop" }).go();
  return data ?? count();
}

async function count(): Promise<Counted> {
  const countedAt = Clock.iso();
  const [waiting, steps] = await Promise.all([readWaiting(), readSteps()]);
  const put = OverviewEntity.put({ of: "shop", waiting, steps, countedAt });
  // A count that began later may be stored already: it is the newer one.
  await Dynamo.written(
    put
      .where((at, { notExists, lte }) => `${notExists(at.countedAt)} OR ${lte(at.countedAt, countedAt)}`)
      .go(),
  );
  return { waiting, steps, countedAt };
}

/**
 * Counts the work that waits for staff and the steps of the set-up, and stores them for all pages: each minute, and after
 * staff did something. About fifteen requests.
 */
export async function recount() {
  const { waiting } = await count();
  await Cache.drop([key]);
  return waiting;
}

/** Counts again after staff did something. Counts that cannot be renewed now are renewed within a minute. */
export async function recountSoon() {
  await recount().catch((error) => Log.error("overview.recount_failed", error));
}

/**
 * Counts again what is older than 20 seconds, for staff who look at pages now: after the page was sent, and in one process
 * only. No request while the counts are newer.
 */
export async function recountOld() {
  try {
    const { countedAt } = await counted();
    if (countedAt > Clock.iso(-oldSeconds)) return;
    const isMine = await Dynamo.written(
      OverviewEntity.patch({ of: "shop" })
        .set({ countedAt: Clock.iso() })
        .where((at, { eq }) => eq(at.countedAt, countedAt))
        .go(),
    );
    if (isMine) await recount();
  } catch (error) {
    Log.error("overview.recount_failed", error);
  }
}

/** Returns how much work waits for staff, as counted within the last minute. */
export const waiting = async () => (await counted()).waiting;

/** Returns the same for the navigation, which every page shows: nothing when the counts cannot be read. */
export async function waitingIfKnown(): Promise<Partial<Waiting>> {
  return waiting().catch((error) => {
    Log.error("overview.waiting_failed", error);
    return {};
  });
}

/**
 * Returns the steps of setting up the shop, in the order in which they are best taken, and which are done, as counted within
 * the last minute; null when all are.
 */
export async function checklist(): Promise<Step[] | null> {
  const { steps } = await counted();
  return steps.every(({ done }) => done) ? null : steps;
}
