import type { EntityItem } from "electrodb";
import { z } from "zod";
import { skuKey } from "#catalog/catalog";
import { Clock } from "#platform/clock";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Secret } from "#platform/secret";
import { AlertEntity, alertKinds } from "./alert.entity";
import { AlertConfirmationEntity } from "./confirmation.entity";

export type Alert = EntityItem<typeof AlertEntity>;
export type AlertKind = (typeof alertKinds)[number];

/** Life of an alert that waits, in seconds: 180 days. */
export const keptSeconds = 180 * 24 * 3600;

/** Life of an alert that nobody confirms, and of the link to confirm it, in seconds: two days. */
export const unconfirmedSeconds = 2 * 24 * 3600;

/** Returns a digest of an address that nobody else can compute. */
export const digestOf = (email: string) =>
  Secret.sign("LinkSecret", "alert-email", email).toString("base64url");

/** Returns the alert as it is now, or null. One request. */
export const find = fn(
  z.object({ alertId: Id.schema("alert") }),
  async ({ alertId }): Promise<Alert | null> => {
    const { data } = await AlertEntity.get({ alertId }).go({ consistent: true });
    return data && !isExpired(data) ? data : null;
  },
);

/** Returns the confirmation as it is now, or null. One request. */
export async function confirmationOf(confirmationId: string) {
  const { data } = await AlertConfirmationEntity.get({ confirmationId }).go({ consistent: true });
  return data && !isExpired(data) ? data : null;
}

/** Tells whether a row has expired; the table deletes it some days later. */
export const isExpired = ({ ttl }: { ttl: number }) => ttl <= Clock.seconds();

const Target = z.object({ kind: z.enum(alertKinds), target: z.string() });

/** Most alerts that are counted. */
const mostCounted = 100;

/** Returns how many alerts wait for an event of a SKU or product, 100 at most. One request. */
export const countWaiting = fn(Target, async ({ kind, target }) => {
  const { data } = await AlertEntity.query
    .byTarget({ kind, target: kind === "back_in_stock" ? skuKey(target) : target, state: "waiting" })
    .go({ limit: mostCounted });
  return data.filter((row) => !isExpired(row)).length;
});

/** Returns the alerts of an email address. */
export const ofEmail = fn(z.object({ email: z.string() }), async ({ email }) => {
  const { data } = await AlertEntity.query.byEmail({ email }).go({ pages: "all" });
  return data.map(({ kind, sku, productId, state, price, currency, createdAt }) => ({
    ...{ kind, sku, productId, state, price, currency, createdAt },
  }));
});
