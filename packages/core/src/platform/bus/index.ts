import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { Resource } from "sst";
import { eventSource } from "../topology";

export * as Bus from "./index";

const client = new EventBridgeClient({});

/** Most entries of a PutEvents request. */
const callSize = 10;

export type Message = { type: string; detail: unknown; at: string };

/** Sends messages to the bus. Returns for each whether the bus has accepted it. */
export async function send(messages: Message[]): Promise<boolean[]> {
  const accepted: boolean[] = [];
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
    accepted.push(...chunk.map((_, j) => Boolean(Entries[j]?.EventId)));
  }
  return accepted;
}
