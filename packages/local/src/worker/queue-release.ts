import { setTimeout as delay } from "node:timers/promises";
import { ChangeMessageVisibilityCommand } from "@aws-sdk/client-sqs";
import { z } from "zod";
import type { QueueSource } from "./queue-source";

const Inspected = z.object({
  messages: z.object({ inflight: z.array(z.object({ receiptHandle: z.string() })) }),
});

/** Long-poll time in seconds: short, so that an open request of a dead worker cannot receive a message for long. */
export const waitSeconds = 2;

/** The watch ends after `quietLooks` checks without an orphan, and after `mostLooks` checks in any case. */
const quietLooks = 4;
const mostLooks = 60;
const lookEveryMs = 1_000;

/**
 * Releases orphans: in-flight messages that no worker holds. This worker is the only consumer, so a message it does not
 * hold was sent to a killed worker or lost in a response that the queue engine did not finish. Waiting for the
 * visibility timeout would only slow down a restart. Does nothing with an engine that cannot be inspected.
 */
export type OrphanWatch = {
  /**
   * Finds all in-flight messages, which are orphans before the first receive. The returned function releases them after
   * the open requests of a dead worker have ended; those would receive the messages again and count as a delivery.
   */
  found(): Promise<() => Promise<void>>;
  /** Releases orphans until none is found for some seconds, because open requests of a dead worker may still receive messages. */
  look(): Promise<void>;
};

export function orphanWatch(source: QueueSource): OrphanWatch {
  let left = 0;
  let looking: Promise<void> | undefined;

  /** Releases a message only when two checks in a row find it unheld: after one check it may still be arriving here. */
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
  await client.send(command).catch(() => undefined); // the message has become visible in the meantime
}

/** Returns the receipts of in-flight messages, or undefined while the engine is starting or cannot be inspected. */
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
