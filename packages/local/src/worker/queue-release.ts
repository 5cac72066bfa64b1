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
 * Frees the messages that a killed worker was holding; call it before the first receive. This worker is the only
 * consumer, so all in flight belong to nobody, and waiting out their visibility would only make a restart slow.
 * Does nothing with a queue engine that cannot be looked into.
 */
export async function freeOrphans(source: QueueSource): Promise<void> {
  for (const receipt of await inFlight(source)) await free(source, receipt);
}

/**
 * Goes on for some seconds after the first receive: a request that the dead worker left open may still take
 * messages. A receipt that is not in our hands may be on its way here, so it counts at the second sight.
 */
export async function freeLateOrphans(source: QueueSource): Promise<void> {
  let seen: ReadonlySet<string> = new Set();
  for (let look = 0; look < looks && !source.signal.aborted; look++) {
    const unknown = (await inFlight(source)).filter((receipt) => !source.held.has(receipt));
    for (const receipt of unknown.filter((receipt) => seen.has(receipt))) await free(source, receipt);
    seen = new Set(unknown);
    await delay(lookEveryMs, undefined, { signal: source.signal }).catch(() => undefined);
  }
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
