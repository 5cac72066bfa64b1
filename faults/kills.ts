import type { Cloud } from "../packages/local/src/testing";
import type { Chance } from "./chance";
import { delay } from "./wait";

export const victims = ["web", "office", "worker", "dynamo", "queues", "gateway", "stripe"] as const;
export type Victim = (typeof victims)[number];

/** A process that has just come up is left to do something first, so that the shop is hurt and not merely down. */
const restMs = 1_500;

/**
 * Ends processes with SIGKILL at random moments, each kind in turn, until told to stop and each kind was hit.
 * `people` end one that serves shoppers, or staff.
 */
export async function killAtRandom(
  cloud: Cloud,
  people: Record<"web" | "office", () => Promise<boolean>>,
  chance: Chance,
  signal: AbortSignal,
) {
  const kills = Object.fromEntries(victims.map((name) => [name, 0])) as Record<Victim, number>;
  const killedAt = new Map<Victim, number>();
  let bag: Victim[] = [];
  while (!signal.aborted) {
    if (bag.length === 0) bag = chance.shuffled(victims);
    const next = bag.find((victim) => isRested(victim));
    if (!next) {
      await delay(100);
      continue;
    }
    bag.splice(bag.indexOf(next), 1);
    if (!(await kill(next))) {
      bag.push(next);
      await delay(100);
      continue;
    }
    kills[next]++;
    killedAt.set(next, Date.now());
    await delay(chance.between(300, 1_200));
  }
  return kills;

  function isRested(victim: Victim) {
    const up = victim === "web" || victim === "office" || stateOf(victim) === "ready";
    if (!up) killedAt.set(victim, Date.now());
    return up && Date.now() - (killedAt.get(victim) ?? 0) > restMs;
  }

  async function kill(victim: Victim) {
    if (victim === "web" || victim === "office") return people[victim]();
    await cloud.kill(victim);
    return true;
  }

  function stateOf(victim: Victim) {
    return cloud.children().find(({ name }) => name === victim)?.state;
  }
}
