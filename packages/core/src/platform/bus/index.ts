import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { Resource } from "sst";
import { eventSource } from "../topology";

export * as Bus from "./index";

const client = new EventBridgeClient({});

/** PutEvents takes ten entries a call. */
const callSize = 10;

export type Message = { type: string; detail: unknown; at: string };

/** Puts messages on the bus; answers for each whether the bus took it. */
export async function send(messages: Message[]): Promise<boolean[]> {
  const taken: boolean[] = [];
  for (let i = 0; i < messages.length; i += callSize) {
    const chunk = messages.slice(i, i + callSize);
    const { Entries = [] } = await client.send(
      new PutEventsCommand({
        Entries: chunk.map(({ type, detail, at }) => ({
          EventBusName: Resource.Bus.name,
          Source: eventSource,
          DetailType: type,
          Detail: JSON.stringify(detail),
          Time: new Date(at),
        })),
      }),
    );
    taken.push(...chunk.map((_, j) => Boolean(Entries[j]?.EventId)));
  }
  return taken;
}
