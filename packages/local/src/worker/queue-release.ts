import { setTimeout as delay } from "node:timers/promises";
import { ChangeMessageVisibilityCommand } from "@aws-sdk/client-sqs";
import { z } from "zod";
import type { QueueSource } from "./queue-source";

const Inspected = z.object({
  messages: z.object({ inflight: z.array(z.object({ receiptHandle: z.string() })) }),
});

const looks = 4;
const lookEveryMs = 1_000;

/**
 * Frees messages that are in flight to nobody. This worker is the only consumer, so what is not in its own hands
 * was on its way to a worker that was killed, or in an answer that broke off with the queue engine; waiting out
 * the visibility timeout would only make a restart slow. Does nothing with an engine that cannot be looked into.
 */
export type OrphanWatch = {
  /** All in flight are orphans: call it before the first receive. */
  freeAll(): Promise<void>;
  /** Looks for some seconds from now on; a request which a dead worker left open may still take messages. */
  look(): Promise<void>;
};

export function orphanWatch(source: QueueSource): OrphanWatch {
  let left = 0;
  let looking: Promise<void> | undefined;

  /** A receipt that is not in our hands may be on its way here, so it counts at the second sight. */
  async function run(): Promise<void> {
    let seen: ReadonlySet<string> = new Set();
    for (; left > 0 && !source.signal.aborted; left--) {
      const unknown = (await inFlight(source)).filter((receipt) => !source.held.has(receipt));
      for (const receipt of unknown.filter((receipt) => seen.has(receipt))) await free(source, receipt);
      seen = new Set(unknown);
      await delay(lookEveryMs, undefined, { signal: source.signal }).catch(() => undefined);
    }
    looking = undefined;
  }

  return {
    async freeAll() {
      for (const receipt of await inFlight(source)) await free(source, receipt);
    },
    look() {
      left = looks;
      looking ??= run();
      return looking;
    },
  };
}

async function free({ client, url }: QueueSource, ReceiptHandle: string): Promise<void> {
  const command = new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 1 });
  await client.send(command).catch(() => undefined); // it has come back by itself in the meantime
}

async function inFlight({ endpoint, queue }: QueueSource): Promise<string[]> {
  try {
    const response = await fetch(`${endpoint}/_fauxqs/queues/${queue.name}`, {
      signal: AbortSignal.timeout(5_000),
    });
    const inspected = Inspected.safeParse(await response.json());
    return inspected.data?.messages.inflight.map(({ receiptHandle }) => receiptHandle) ?? [];
  } catch {
    return [];
  }
}
