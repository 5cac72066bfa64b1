import type { Cloud } from "../packages/local/src/testing";
import type { Chance } from "./chance";
import { delay } from "./wait";

export const victims = ["web", "staff", "worker", "dynamo", "table", "queues", "gateway", "stripe"] as const;
export type Victim = (typeof victims)[number];

/** Time that a process runs before it is killed again, in milliseconds, so that it can do some work. */
const restMs = 1_500;

/**
 * Kills processes at random moments, each kind in turn, until `signal` aborts. `people` kill a process that serves
 * shoppers or staff. Returns the number of kills of each kind.
 */
export async function killAtRandom(
  cloud: Cloud,
  people: Record<"web" | "staff", () => Promise<boolean>>,
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
    const up = victim === "web" || victim === "staff" || stateOf(victim) === "ready";
    if (!up) killedAt.set(victim, Date.now());
    return up && Date.now() - (killedAt.get(victim) ?? 0) > restMs;
  }

  async function kill(victim: Victim) {
    if (victim === "web" || victim === "staff") return people[victim]();
    await cloud.kill(victim);
    return true;
  }

  function stateOf(victim: Victim) {
    return cloud.children().find(({ name }) => name === victim)?.state;
  }
}
