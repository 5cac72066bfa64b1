import { Clock } from "../clock";
import { Dynamo } from "../dynamo";

export * as Lease from "./index";

/** Length of a lease, in seconds: after it the process that took it counts as dead. */
export const seconds = 60;

/** Returns when a lease ends that is taken now. */
export const end = () => Clock.iso(seconds);

type Condition<Attribute> = {
  notExists: (attribute: Attribute) => string;
  lt: (attribute: Attribute, value: string) => string;
};

/**
 * Returns the condition of a write that takes a lease: no worker holds it. `leaseUntil` is the attribute of its end.
 */
export const isFree = <Attribute>(leaseUntil: Attribute, { notExists, lt }: Condition<Attribute>) =>
  `(${notExists(leaseUntil)} OR ${lt(leaseUntil, Clock.iso())})`;

type Steps<Result> = {
  /** Describes the work in the error of a process that does not get the lease. */
  name: string;
  /** Writes `leaseUntil` on condition that the work is not done and the lease `isFree`. */
  take: () => Promise<unknown>;
  /** Tells whether the work is done, or no longer wanted. Called when the lease was not taken. */
  isDone: () => Promise<boolean>;
  /** Records that the work is done. */
  finish: (result: Result) => Promise<unknown>;
  /** Ends the lease of work that failed, so that the next try need not wait for its end. */
  release: () => Promise<unknown>;
};

/**
 * Does work once, in one process at a time, under a lease on a row. Returns null when it is done already. Throws while
 * another process holds the lease, so that a queue delivers the message again. A process that dies between the work
 * and `finish` causes the work to be done once more after the lease.
 */
export async function once<Result>(
  { name, take, isDone, finish, release }: Steps<Result>,
  work: () => Promise<Result>,
): Promise<Result | null> {
  if (!(await Dynamo.written(take()))) {
    if (await isDone()) return null;
    throw new Error(`${name} is being worked on by another process.`);
  }
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    await Dynamo.written(release());
    throw error;
  }
  await Dynamo.written(finish(result));
  return result;
}
