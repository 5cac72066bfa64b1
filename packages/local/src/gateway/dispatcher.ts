import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { queueUrl } from "../environment";
import { messageOf } from "../refusal";
import type { Delivery, EventStore } from "./event-store";

/** Sends accepted events to their queues and retries until each has arrived. */
export type Dispatcher = { wake(): void; stop(): Promise<void> };

const batch = 200;
const longestPauseMs = 5_000;
/** SQS limits of a batch: number of messages, and bytes in total. */
const messageLimit = 10;
const byteLimit = 250_000;

export function dispatcher(store: EventStore, endpoint: string): Dispatcher {
  const client = new SQSClient({ endpoint, useQueueUrlAsEndpoint: false, maxAttempts: 1 });
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function wake(): void {
    again = true;
    if (stopped) return;
    running ??= run().finally(() => {
      running = undefined;
    });
  }

  async function run(): Promise<void> {
    clearTimeout(timer);
    while (again && !stopped) {
      again = false;
      const due = store.due(Date.now(), batch);
      if (due.length === batch) again = true;
      await Promise.all(packets(due).map(sendPacket));
    }
    const next = store.nextDue();
    if (next !== undefined && !stopped) timer = setTimeout(wake, Math.max(10, next - Date.now()));
  }

  /** Sends one packet. A failing queue delays only its own events. */
  async function sendPacket(packet: Delivery[]): Promise<void> {
    const [first] = packet;
    if (!first) return;
    try {
      const { Successful = [], Failed = [] } = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl(endpoint, first.queue),
          Entries: packet.map(({ id, body }) => ({ Id: String(id), MessageBody: body })),
        }),
      );
      store.done(Successful.map(({ Id }) => Number(Id)));
      const refused = packet.filter(({ id }) => !Successful.some(({ Id }) => Number(Id) === id));
      if (refused.length > 0) postpone(refused, Failed[0]?.Message ?? "no response");
    } catch (error) {
      postpone(packet, messageOf(error));
    }
  }

  function postpone(packet: Delivery[], why: string): void {
    const [first] = packet;
    if (!first) return;
    const attempts = Math.max(...packet.map((delivery) => delivery.attempts));
    if (attempts === 3) console.error(`Cannot send events to ${first.queue} yet: ${why}`);
    const pause = Math.min(longestPauseMs, 50 * 2 ** attempts);
    store.postpone(
      packet.map(({ id }) => id),
      Date.now() + pause,
    );
  }

  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
      client.destroy();
    },
  };
}

/** Groups deliveries by queue, in order, within the limits of one request. */
function packets(deliveries: readonly Delivery[]): Delivery[][] {
  const open = new Map<string, { packet: Delivery[]; bytes: number }>();
  const all: Delivery[][] = [];
  for (const delivery of deliveries) {
    const bytes = Buffer.byteLength(delivery.body);
    const current = open.get(delivery.queue);
    if (current && current.packet.length < messageLimit && current.bytes + bytes <= byteLimit) {
      current.packet.push(delivery);
      current.bytes += bytes;
      continue;
    }
    const packet = [delivery];
    all.push(packet);
    open.set(delivery.queue, { packet, bytes });
  }
  return all;
}
