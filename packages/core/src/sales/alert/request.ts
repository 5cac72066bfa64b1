import { z } from "zod";
import { Customer } from "#accounts/customer";
import { RateLimit } from "#accounts/rate-limit";
import { Catalog, type SaleCurrency, Slug, saleCurrencies, skuKey } from "#catalog/catalog";
import { Price } from "#catalog/price";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { AlertEntity, alertKinds } from "./alert.entity";
import { askToConfirm } from "./confirm";
import { fireIfHappened, isAvailable } from "./fire";
import { type Alert, type AlertKind, digestOf, find, keptSeconds, unconfirmedSeconds } from "./rows";

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
 * Requests one email when a variant is available again or the price of a product falls. An address other than the
 * customer's own gets an email with a link first, one a day at most. Returns "waiting" or "confirm". Throws
 * `alert.unknown`, `alert.available`, `throttle.too_many`.
 */
export const request = fn(Request, async ({ kind, slug, sku, email, ownEmail, currency, from }) => {
  await RateLimit.take({ what: "alert", account: email, origin: from ?? "unknown" });
  const about = await targetOf({ kind, slug, sku, currency });
  if (ownEmail === email) {
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

type Stored = About & { kind: AlertKind; email: string; state: "waiting" | "unconfirmed" };

/** Writes the alert unless it waits already. What happened meanwhile makes it due at once. */
async function store({ state, ...alert }: Stored) {
  const alertId = Id.derived("alert", alert.kind, alert.target, digestOf(alert.email));
  for (let attempt = 1; attempt <= tries; attempt++) {
    const before = await find({ alertId });
    if (before && (before.state === "waiting" || before.state === "due")) return;
    const writing = AlertEntity.put({
      ...{ ...alert, alertId, state },
      createdAt: Clock.iso(),
      ttl: Clock.seconds(state === "waiting" ? keptSeconds : unconfirmedSeconds),
    }).where((at, { eq, notExists, lte }) =>
      before
        ? `${eq(at.createdAt, before.createdAt)} AND ${eq(at.state, before.state)}`
        : `${notExists(at.alertId)} OR ${lte(at.ttl, Clock.seconds())}`,
    );
    if (!(await Dynamo.written(writing.go()))) continue;
    if (state === "waiting") await fireIfHappened(alert);
    return;
  }
}

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
