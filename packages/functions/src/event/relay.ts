import { Event } from "@securecart/core/event";
import { Inventory } from "@securecart/core/inventory";
import { Merchandising } from "@securecart/core/merchandising";
import { SalesFigures } from "@securecart/core/sales-figures";
import { Stream } from "@securecart/core/stream";
import type { DynamoDBStreamEvent } from "aws-lambda";

/**
 * Sends new event rows to the bus, reports stock that ran out or came back, and keeps the marks of low stock and the sales
 * of the day. Throws to receive the batch again.
 */
export async function handler({ Records }: DynamoDBStreamEvent) {
  const changes = Stream.changes(Records);
  const events = changes.flatMap(({ entity, before, after }) =>
    entity === "event" && !before && after ? [after] : [],
  );
  if (events.length > 0) await Event.relay(events as Parameters<typeof Event.relay>[0]);
  await Merchandising.publishAvailability(changes);
  await Inventory.markLowStock(changes);
  for (const change of changes) await SalesFigures.countSale(change);
}
