import { setTimeout as delay } from "node:timers/promises";
import { ChangeMessageVisibilityCommand } from "@aws-sdk/client-sqs";
import { z } from "zod";
import type { QueueSource } from "./queue-source";

const Inspected = z.object({
  messages: z.object({ inflight: z.array(z.object({ receiptHandle: z.string() })) }),
});

/** Short, so that a request a dead worker left open cannot take a message with it for long. */
export const waitSeconds = 2;

/** So many looks that found nobody's message end the watch; so many looks end it in any case. */
const quietLooks = 4;
const mostLooks = 60;
const lookEveryMs = 1_000;

/**
 * Frees messages that are in flight to nobody. This worker is the only consumer, so what is not in its own hands
 * was on its way to a worker that was killed, or in an answer that broke off with the queue engine; waiting out
 * the visibility timeout would only make a restart slow. Does nothing with an engine that cannot be looked into.
 */
export type OrphanWatch = {
  /**
   * All in flight are orphans: call it before the first receive. What it answers frees them, once the requests that a
   * dead worker left open are over: those would take the messages again, and count it as a delivery.
   */
  found(): Promise<() => Promise<void>>;
  /** Looks until nothing was found for some seconds; a request which a dead worker left open may still take messages. */
  look(): Promise<void>;
};

export function orphanWatch(source: QueueSource): OrphanWatch {
  let left = 0;
  let looking: Promise<void> | undefined;

  /** A receipt that is not in our hands may be on its way here, so it counts at the second sight. */
  async function run(): Promise<void> {
    let seen: ReadonlySet<string> = new Set();
    for (let look = 0; look < mostLooks && left > 0 && !source.signal.aborted; look++) {
      const found = await inFlight(source);
      const unknown = found?.filter((receipt) => !source.held.has(receipt)) ?? [];
      for (const receipt of unknown.filter((receipt) => seen.has(receipt))) await free(source, receipt);
      if (unknown.length > 0) left = quietLooks;
      else if (found) left--;
      seen = new Set(unknown);
      await delay(lookEveryMs, undefined, { signal: source.signal }).catch(() => undefined);
    }
    left = 0;
    looking = undefined;
  }

  return {
    async found() {
      const orphans = (await inFlight(source)) ?? [];
      return async () => {
        if (orphans.length === 0) return;
        await delay(waitSeconds * 1000, undefined, { signal: source.signal }).catch(() => undefined);
        for (const receipt of orphans) await free(source, receipt);
      };
    },
    look() {
      left = quietLooks;
      looking ??= run();
      return looking;
    },
  };
}

async function free({ client, url }: QueueSource, ReceiptHandle: string): Promise<void> {
  const command = new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 1 });
  await client.send(command).catch(() => undefined); // it has come back by itself in the meantime
}

/** Undefined when the engine did not say: it may be starting, or be one that cannot be looked into. */
async function inFlight({ endpoint, queue }: QueueSource): Promise<string[] | undefined> {
  try {
    const response = await fetch(`${endpoint}/_fauxqs/queues/${queue.name}`, {
      signal: AbortSignal.timeout(5_000),
    });
    const inspected = Inspected.safeParse(await response.json());
    return inspected.data?.messages.inflight.map(({ receiptHandle }) => receiptHandle);
  } catch {
    return undefined;
  }
}
