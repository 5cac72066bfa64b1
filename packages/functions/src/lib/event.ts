import { type Detail, details, Envelope, Event, type EventType } from "@securecart/core/event";
import { queueHandler } from "./queue";

type Work<Type extends EventType> = (detail: Detail<Type>, type: Type, eventId: string) => Promise<unknown>;

/** Makes a consumer of events from the bus. It handles each event once, however often the bus and the queue repeat it. */
export function eventHandler<Type extends EventType>(
  consumer: string,
  types: readonly Type[],
  work: Work<Type>,
) {
  return queueHandler(Envelope, async ({ "detail-type": type, detail }) => {
    const known = types.find((known) => known === type);
    if (!known) throw new Error(`${consumer} does not consume ${type}.`);
    const parsed = details[known].parse(detail) as Detail<Type>;
    await Event.handle({ eventId: detail.eventId, consumer }, () => work(parsed, known, detail.eventId));
  });
}
