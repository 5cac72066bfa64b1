import { z } from "zod";
import { AccountEmail } from "#accounts/account-email";
import { Catalog } from "#catalog/catalog";
import { Price } from "#catalog/price";
import { Clock } from "#platform/clock";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Lease } from "#platform/lease";
import { Money } from "#platform/money";
import { AlertEntity } from "./alert.entity";
import { AlertConfirmationEntity } from "./confirmation.entity";
import { type Alert, confirmationOf, find } from "./rows";
import { tokenOf } from "./token";

/** Life of an alert after its email, in seconds: so long it is known as sent. */
const sentSeconds = 30 * 24 * 3600;

/**
 * Sends the email of an alert that is due, once. A process that dies between the response of the email service and our
 * record of it causes the email to be sent once more after the lease.
 */
export const send = fn(
  z.object({ alertId: Id.schema("alert") }),
  async ({ alertId }, compose: AccountEmail.Compose) => {
    const alert = await find({ alertId });
    if (alert?.state !== "due") return;
    const { kind, target, createdAt } = alert;
    const index = { kind, target, createdAt };
    await Lease.once(
      {
        name: `The email of ${alertId}`,
        take: () =>
          AlertEntity.patch({ alertId })
            .set({ leaseUntil: Lease.end() })
            .where(
              (at, { eq, lt, notExists }) =>
                `${eq(at.state, "due")} AND ${Lease.isFree(at.leaseUntil, { lt, notExists })}`,
            )
            .go(),
        isDone: async () => (await find({ alertId }))?.state !== "due",
        finish: () =>
          AlertEntity.patch({ alertId })
            .set({ state: "sent", ttl: Clock.seconds(sentSeconds) })
            .composite(index)
            .go(),
        release: () =>
          AlertEntity.patch({ alertId })
            .set({ leaseUntil: Clock.iso(-1) })
            .go(),
      },
      async () => write(alert, compose),
    );
  },
);

/** Composes and sends the email; none about a product that is no longer for sale. */
async function write(alert: Alert, compose: AccountEmail.Compose) {
  const [product] = await Catalog.byIds({ productIds: [alert.productId] });
  if (product?.status !== "active") return;
  const variant = alert.sku ? await Catalog.variant({ sku: alert.sku }) : null;
  const { currency } = alert;
  const when = { board: await Price.board(), at: Clock.iso() };
  const path = variant ? Catalog.lonePath(variant) : "";
  await AccountEmail.write(
    {
      kind: alert.kind,
      to: alert.email,
      product: [product.name, variant?.title].filter(Boolean).join(", "),
      price: currency ? Money.format(Catalog.lowestPrice(product, currency, when), currency) : null,
      link: AccountEmail.at(`/product/${product.slug}${path && `/${path}`}`),
      stop: AccountEmail.at(`/alerts/${tokenOf(alert.alertId)}`),
    },
    compose,
  );
}

/** Sends the email that asks to confirm an address, once. */
export const sendConfirmation = fn(
  z.object({ confirmationId: Id.schema("confirmation") }),
  async ({ confirmationId }, compose: AccountEmail.Compose) => {
    const row = await confirmationOf(confirmationId);
    if (!row || row.sentAt) return;
    await Lease.once(
      {
        name: `The email of ${confirmationId}`,
        take: () =>
          AlertConfirmationEntity.patch({ confirmationId })
            .set({ leaseUntil: Lease.end() })
            .where(
              (at, { lt, notExists }) =>
                `${notExists(at.sentAt)} AND ${Lease.isFree(at.leaseUntil, { lt, notExists })}`,
            )
            .go(),
        isDone: async () => Boolean((await confirmationOf(confirmationId))?.sentAt),
        finish: () => AlertConfirmationEntity.patch({ confirmationId }).set({ sentAt: Clock.iso() }).go(),
        release: () =>
          AlertConfirmationEntity.patch({ confirmationId })
            .set({ leaseUntil: Clock.iso(-1) })
            .go(),
      },
      () =>
        AccountEmail.write(
          {
            kind: "alert_confirm",
            to: row.email,
            link: AccountEmail.at(`/alerts/${tokenOf(confirmationId)}`),
          },
          compose,
        ),
    );
  },
);
