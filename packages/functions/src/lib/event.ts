import { type Detail, details, Envelope, Event, type EventType } from "@securecart/core/event";
import { queueHandler } from "./queue";

/** Event of one of these types, as a union: its type tells which detail it has. */
type Handled<Type extends EventType> = {
  [One in Type]: { type: One; detail: Detail<One>; eventId: string };
}[Type];

/** Makes a consumer of events from the bus. It handles each event once, however often the bus and the queue repeat it. */
export function eventHandler<Type extends EventType>(
  consumer: string,
  types: readonly Type[],
  work: (event: Handled<Type>) => Promise<unknown>,
) {
  return queueHandler(Envelope, async ({ "detail-type": type, detail }) => {
    const known = types.find((known) => known === type);
    if (!known) throw new Error(`${consumer} does not consume ${type}.`);
    const { eventId } = detail;
    const event = { type: known, detail: details[known].parse(detail), eventId } as Handled<Type>;
    await Event.handle({ eventId, consumer }, () => work(event));
  });
}
