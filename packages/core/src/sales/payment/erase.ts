import { Dynamo } from "#platform/dynamo";
import { InboxEntity } from "./inbox.entity";
import { reduceWebhook } from "./reduce";

/** Reduces a stored webhook to what its handler needs: no names. Returns whether it exists. */
export const erasePersonal = ({ eventId, body }: { eventId: string; body: string }) =>
  Dynamo.change(Dynamo.keyOf(InboxEntity.get({ eventId })), { body: reduceWebhook(body) });
