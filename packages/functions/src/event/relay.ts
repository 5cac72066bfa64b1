import { Event } from "@securecart/core/event";
import { Merchandising } from "@securecart/core/merchandising";
import { Stream } from "@securecart/core/stream";
import type { DynamoDBStreamEvent } from "aws-lambda";

/** Sends new event rows to the bus, and reports stock that ran out or came back. Throws to receive the batch again. */
export async function handler({ Records }: DynamoDBStreamEvent) {
  const changes = Stream.changes(Records);
  const events = changes.flatMap(({ entity, before, after }) =>
    entity === "event" && !before && after ? [after] : [],
  );
  if (events.length > 0) await Event.relay(events as Parameters<typeof Event.relay>[0]);
  for (const change of changes) await Merchandising.publishAvailability(change);
}
