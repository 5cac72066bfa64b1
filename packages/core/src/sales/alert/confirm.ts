import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo, transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { AlertEntity } from "./alert.entity";
import { AlertConfirmationEntity } from "./confirmation.entity";
import { fireIfHappened } from "./fire";
import { type Alert, confirmationOf, digestOf, isExpired, keptSeconds, unconfirmedSeconds } from "./rows";

/** Requests the email with the link, once for an address and day: later requests wait for the same link. */
export async function askToConfirm(email: string) {
  const confirmationId = Id.derived("confirmation", digestOf(email), Clock.iso().slice(0, 10));
  await transact({
    confirmation: AlertConfirmationEntity.create({
      confirmationId,
      email,
      createdAt: Clock.iso(),
      ttl: Clock.seconds(unconfirmedSeconds),
    }),
    event: Event.record(
      "alert.confirmation_due",
      { confirmationId },
      Id.derived("event", "alert-confirmation", confirmationId),
    ),
  });
}

const Confirmation = z.object({ confirmationId: Id.schema("confirmation") });

/** Returns the alerts that the reader of a link can confirm, the first request first; null when the link has expired. */
export const toConfirm = fn(Confirmation, async ({ confirmationId }): Promise<Alert[] | null> => {
  const confirmation = await confirmationOf(confirmationId);
  if (!confirmation) return null;
  const { data } = await AlertEntity.query.byEmail({ email: confirmation.email }).go({ pages: "all" });
  return data.filter((alert) => alert.state === "unconfirmed" && !isExpired(alert));
});

/**
 * Confirms the alerts that the reader of a link chose. Others stay as they are: anyone can request some for an address.
 * Safe to repeat. Throws `alert.link_over`.
 */
export const confirm = fn(
  Confirmation.extend({
    alertIds: z.array(Id.schema("alert")).min(1, "Choose what we may email you about."),
  }),
  async ({ confirmationId, alertIds }) => {
    const alerts = await toConfirm({ confirmationId });
    if (!alerts)
      throw new DomainError("not_found", "alert.link_over", "This link has expired. Please ask again.");
    for (const alert of alerts.filter(({ alertId }) => alertIds.includes(alertId))) {
      const { alertId, kind, target, createdAt } = alert;
      const confirming = AlertEntity.patch({ alertId })
        .set({ state: "waiting", ttl: Clock.seconds(keptSeconds) })
        .composite({ kind, target, createdAt })
        .where((at, { eq }) => eq(at.state, "unconfirmed"));
      if (await Dynamo.written(confirming.go())) await fireIfHappened(alert);
    }
  },
);
