import { z } from "zod";
import { Id } from "../id";
import { Trace } from "../trace";

/** Detail of every event: the trace of the request that caused it. */
const Traced = z.object({ trace: Trace.TraceId.optional() });
const OrderRef = Traced.extend({ orderId: Id.schema("order") });
const Slug = Traced.extend({ slug: z.string() });

/**
 * Details of each type of event. Consumers rely on these fields: removing one requires a new version, which consumers
 * must accept before producers send it.
 */
export const details = {
  "order.placed": OrderRef,
  "order.authorized": OrderRef.extend({ cartId: Id.schema("cart") }),
  "order.in_review": OrderRef,
  "order.reviewed": OrderRef.extend({ approved: z.boolean() }),
  "order.paid": OrderRef,
  "order.packed": OrderRef,
  "order.shipped": OrderRef,
  "order.delivered": OrderRef,
  "order.expired": OrderRef,
  "order.canceled": OrderRef,
  "order.canceled_refunded": OrderRef,
  "order.refunded": OrderRef.extend({ refundId: Id.schema("refund") }),
  "order.refund_failed": OrderRef.extend({ refundId: Id.schema("refund") }),
  "order.dispute_opened": OrderRef.extend({ disputeId: z.string().min(1) }),
  /** Outcome as Stripe names it: won, lost, warning_closed or prevented. */
  "order.dispute_closed": OrderRef.extend({ disputeId: z.string().min(1), outcome: z.string().min(1) }),
  "order.return_requested": OrderRef.extend({ returnId: Id.schema("return") }),
  "order.return_approved": OrderRef.extend({ returnId: Id.schema("return") }),
  "order.return_declined": OrderRef.extend({ returnId: Id.schema("return") }),
  "order.tax_id_refused": OrderRef,
  /** Some days after an order was shipped: its customer is asked for reviews. */
  "order.review_due": OrderRef,
  /** An event has come that a shopper asked to be told about. */
  "alert.due": Traced.extend({ alertId: Id.schema("alert") }),
  /** A shopper asked to be told about something, with an address that is not confirmed. */
  "alert.confirmation_due": Traced.extend({ confirmationId: Id.schema("confirmation") }),
  "catalog.product_changed": Slug.extend({ categories: z.array(z.string()) }),
  "catalog.category_changed": Slug,
  "media.uploaded": Traced.extend({ mediaId: Id.schema("media") }),
  "media.focus_changed": Traced.extend({ mediaId: Id.schema("media") }),
  "media.use_changed": Traced.extend({ keys: z.array(z.string()) }),
  /** Prices of any number of variants changed at once. `cause` is the id of the sale or price list. */
  "catalog.prices_changed": Traced.extend({ cause: z.string() }),
  "catalog.collection_changed": Slug,
  /** Synonyms or pinned products of the search. */
  "catalog.search_changed": Traced,
  /** A SKU ran out or is available again, and maybe others of its product at the same moment. */
  "inventory.availability_changed": Traced.extend({ sku: z.string(), inStock: z.boolean() }),
  /** A page, the home page, the menus or the announcements of the shop. Site-wide: every page shows it. */
  "content.changed": Traced.extend({
    documentId: z.string().min(1).max(60),
    slugs: z.array(z.string()).max(10),
    isSiteWide: z.boolean(),
  }),
  /** A group of the merchant's settings, see `platform/settings/groups.ts`. */
  "settings.changed": Traced.extend({ group: z.string().min(1).max(60) }),
} as const;

export type EventType = keyof typeof details;
export type Detail<Type extends EventType> = z.output<(typeof details)[Type]>;

export const schemaVersion = 1;

/** Event on the bus. */
export const Envelope = z.object({
  "detail-type": z.enum(Object.keys(details) as [EventType, ...EventType[]]),
  detail: z.object({ eventId: Id.schema("event"), schema: z.literal(schemaVersion), at: z.string() }).loose(),
});
