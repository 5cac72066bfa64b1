import { z } from "zod";
import { Customer } from "#accounts/customer";
import { RateLimit } from "#accounts/rate-limit";
import { Catalog, type SaleCurrency, Slug, saleCurrencies, skuKey } from "#catalog/catalog";
import { Price } from "#catalog/price";
import { Clock } from "#platform/clock";
import { Dynamo, transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Inventory } from "../inventory";
import { AlertEntity, alertKinds } from "./alert.entity";
import { AlertConfirmationEntity } from "./confirmation.entity";
import { fireBackInStock, firePriceDrop } from "./fire";
import { type Alert, type AlertKind, confirmationOf, digestOf, find, keptSeconds } from "./rows";

const day = 24 * 3600;
const tries = 4;

const Request = z.object({
  kind: z.enum(alertKinds),
  slug: Slug,
  /** Variant that is sold out; not needed for a price. */
  sku: z.string().max(60).optional(),
  email: Customer.Email,
  /** Confirmed address of the customer who is signed in. */
  ownEmail: z.string().nullable().default(null),
  currency: z.enum(saleCurrencies),
  /** Network address of the client. */
  from: z.string().max(100).nullable().default(null),
});

/**
 * Requests one email when a variant is available again or the price of a product falls. An address that is not confirmed
 * gets an email with a link first, one a day at most. Returns "waiting" or "confirm". Throws `alert.unknown`,
 * `alert.available`, `throttle.too_many`.
 */
export const request = fn(Request, async ({ kind, slug, sku, email, ownEmail, currency, from }) => {
  await RateLimit.take({ what: "alert", account: email, origin: from ?? "unknown" });
  const about = await targetOf({ kind, slug, sku, currency });
  if (ownEmail === email || (await isConfirmedToday(email))) {
    await store({ ...about, kind, email, state: "waiting" });
    return "waiting" as const;
  }
  await store({ ...about, kind, email, state: "unconfirmed" });
  await askToConfirm(email);
  return "confirm" as const;
});

type About = Pick<Alert, "target" | "productId"> & { sku?: string; price?: number; currency?: SaleCurrency };
type Wanted = Pick<z.output<typeof Request>, "kind" | "slug" | "sku" | "currency">;

/** Finds what an alert is about, with the price of this moment. */
async function targetOf({ kind, slug, sku, currency }: Wanted): Promise<About> {
  const found = await Catalog.bySlug({ slug });
  const unknown = new DomainError("not_found", "alert.unknown", "This item is no longer for sale.");
  if (!found) throw unknown;
  const { product, variants } = found;
  const { productId } = product;
  if (kind === "price_drop") {
    const when = { board: await Price.board(), at: Clock.iso() };
    return { target: productId, productId, price: Catalog.lowestPrice(product, currency, when), currency };
  }
  const variant = variants.find((one) => skuKey(one.sku) === skuKey(sku ?? ""));
  if (!variant) throw unknown;
  if (await isAvailable(variant.sku))
    throw new DomainError("conflict", "alert.available", "Good news: this item is in stock again.");
  return { target: skuKey(variant.sku), productId, sku: variant.sku };
}

const isAvailable = async (sku: string) => ((await Inventory.available({ skus: [sku] }))[sku] ?? 0) > 0;

type Stored = About & { kind: AlertKind; email: string; state: "waiting" | "unconfirmed" };

/** Writes the alert unless it waits already. What happened meanwhile makes it due at once. */
async function store({ state, ...alert }: Stored) {
  const alertId = Id.derived("alert", alert.kind, alert.target, digestOf(alert.email));
  for (let attempt = 1; attempt <= tries; attempt++) {
    const before = await find({ alertId });
    if (before && (before.state === "waiting" || before.state === "due")) return;
    const round = (before?.round ?? 0) + 1;
    const writing = AlertEntity.put({
      ...{ ...alert, alertId, state, round },
      createdAt: Clock.iso(),
      ttl: Clock.seconds(keptSeconds),
    }).where((at, { eq, notExists, lte }) =>
      before ? eq(at.round, before.round) : `${notExists(at.alertId)} OR ${lte(at.ttl, Clock.seconds())}`,
    );
    if (!(await Dynamo.written(writing.go()))) continue;
    if (state === "waiting") await fireIfHappened(alert);
    return;
  }
}

/** Makes alerts due whose event came while they were being written or confirmed. */
async function fireIfHappened({ kind, sku, productId }: Pick<Stored, "kind" | "sku" | "productId">) {
  if (kind === "back_in_stock" && sku && (await isAvailable(sku))) return fireBackInStock([sku]);
  if (kind !== "price_drop") return;
  const [product] = await Catalog.byIds({ productIds: [productId] });
  if (product) await firePriceDrop(product);
}

/** Returns the id of the confirmation of an address of this day. */
const todays = (email: string) => Id.derived("confirmation", digestOf(email), Clock.iso().slice(0, 10));

const isConfirmedToday = async (email: string) => Boolean((await confirmationOf(todays(email)))?.confirmedAt);

/** Requests the email with the link, once for an address and day. */
async function askToConfirm(email: string) {
  const confirmationId = todays(email);
  await transact({
    confirmation: AlertConfirmationEntity.create({
      confirmationId,
      email,
      createdAt: Clock.iso(),
      ttl: Clock.seconds(2 * day),
    }),
    event: Event.record(
      "alert.confirmation_due",
      { confirmationId },
      Id.derived("event", "alert-confirmation", confirmationId),
    ),
  });
}

const Confirmation = z.object({ confirmationId: Id.schema("confirmation") });

/**
 * Confirms the address of a link, for the alerts that it requested until now and on the same day. Safe to repeat.
 * Returns how many alerts wait now. Throws `alert.link_over`.
 */
export const confirm = fn(Confirmation, async ({ confirmationId }) => {
  const confirmation = await confirmationOf(confirmationId);
  if (!confirmation)
    throw new DomainError("not_found", "alert.link_over", "This link has expired. Please ask again.");
  const { email } = confirmation;
  await AlertConfirmationEntity.patch({ confirmationId }).set({ confirmedAt: Clock.iso() }).go();
  const { data } = await AlertEntity.query.byEmail({ email }).go({ pages: "all" });
  for (const alert of data.filter(({ state }) => state === "unconfirmed")) {
    const { alertId, kind, target, createdAt, round } = alert;
    const confirming = AlertEntity.patch({ alertId })
      .set({ state: "waiting" })
      .composite({ kind, target, createdAt })
      .where((at, { eq }) => `${eq(at.state, "unconfirmed")} AND ${eq(at.round, round)}`);
    if (await Dynamo.written(confirming.go())) await fireIfHappened(alert);
  }
  return data.filter(({ state }) => state === "waiting" || state === "unconfirmed").length;
});

/** Ends an alert: its email is not sent. With `all`, ends every alert of the address. Safe to repeat. */
export const stop = fn(
  z.object({ alertId: Id.schema("alert"), all: z.boolean().default(false) }),
  async ({ alertId, all }) => {
    const { data: alert } = await AlertEntity.get({ alertId }).go({ consistent: true });
    if (!alert) return;
    const { data } = all
      ? await AlertEntity.query.byEmail({ email: alert.email }).go({ pages: "all" })
      : { data: [alert] };
    for (const one of data) await AlertEntity.delete({ alertId: one.alertId }).go();
  },
);
