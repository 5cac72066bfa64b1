import { z } from "zod";
import { Sku } from "#catalog/catalog";
import { Clock } from "#platform/clock";
import { transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Metric } from "#platform/metric";
import { Money } from "#platform/money";
import { Place } from "#platform/place";
import { Settings } from "#platform/settings";
import { Trace } from "#platform/trace";
import { Address, Cart, StoredContact } from "../cart";
import { Inventory } from "../inventory";
import { Discount, TaxRule, Totals, taxClasses } from "../pricing";
import { Promotion, Taken } from "../promotion";
import { TaxCheck } from "../tax-check";
import { Check, rule } from "../tax-id";
import { buyerOf, newNumber, numberOf } from "./number";
import { OrderEntity } from "./order.entity";
import { TransitionEntity } from "./transition.entity";

/** Hold of the stock before the customer reaches the payment page, in seconds. */
export const holdSeconds = 10 * 60;

type Held = { sessionId: string | null; paymentExpiresAt: string; createdAt: string };

/** Returns until when the goods of a pending order are held: until its payment page expires, if it has one. */
export const heldUntil = ({ sessionId, paymentExpiresAt, createdAt }: Held) =>
  sessionId ? paymentExpiresAt : new Date(Date.parse(createdAt) + holdSeconds * 1000).toISOString();

/** Usual life of a payment page, in seconds. Stripe requires 30 minutes or more; one minute is for the request. */
export const sessionSeconds = 31 * 60;

/** Time after placing when the sweeper first checks an order, in seconds. */
const firstCheckSeconds = 60;

const Ref = z.object({ orderId: Id.schema("order") });

const Placement = Ref.extend({
  cartId: Id.schema("cart"),
  cartVersion: z.int().min(1),
  /** Order of the cart when it was read: an order placed since then refuses this one. */
  cartOrderId: Id.schema("order").nullable(),
  reviewed: z.string().max(100),
  /** Signed-in customer, and the same customer at Stripe. */
  customerId: Id.schema("customer").optional(),
  stripeCustomerId: z.string().max(100).optional(),
  lines: z
    .array(
      z.object({
        sku: Sku,
        slug: z.string(),
        path: z.string(),
        name: z.string(),
        title: z.string(),
        image: z.object({ key: z.string(), alt: z.string() }),
        unitPrice: Money.Amount,
        quantity: z.int().min(1),
        total: z.int().min(0),
        taxClass: z.enum(taxClasses),
      }),
    )
    .min(1),
  contact: StoredContact,
  address: Address,
  delivery: z.object({
    id: z.string(),
    label: z.string(),
    description: z.string(),
    amount: Money.Amount,
    cheapest: Money.Amount.optional(),
    promise: z.object({ from: z.iso.date(), to: z.iso.date() }).optional(),
  }),
  tax: TaxRule,
  totals: Totals,
  /** Check of the contact's tax ID, if it was checked. */
  taxIdCheck: Check.optional(),
  /** Origin of the request, as `Fraud.originOf` returns it. */
  origin: z.string().optional(),
  trace: Trace.TraceId.optional(),
  /** Format of its number, days for returns, and time to pay in seconds, as the merchant has set them. */
  format: Settings.groups.orders.optional(),
  returnDays: z.int().optional(),
  paySeconds: z.int().default(sessionSeconds),
  coupon: Taken.extend({ discount: Discount }).optional(),
  automatic: Taken.extend({ discount: Discount }).optional(),
});

/**
 * Places an order: order, hold, coupon, event and the cart's reference to it are written together or not at all.
 * Placing it again changes nothing. Throws `order.item_gone` when stock is short, `order.cart_changed` when the cart
 * changed or got another order since it was read, `order.too_large`, `order.too_small`, `order.busy`, the reason why
 * its discounts cannot be redeemed (`promotion.exhausted`, `promotion.used_before`, `promotion.changed`,
 * `promotion.automatic_over`), and `place.…`
 * for an address that has no place.
 */
export const place = fn(
  Placement,
  async ({
    cartVersion,
    cartOrderId,
    customerId,
    stripeCustomerId,
    origin,
    trace,
    coupon: taken,
    automatic,
    format,
    paySeconds,
    returnDays,
    ...input
  }) => {
    const { orderId, cartId, lines, totals } = input;
    const { territory, address } = Place.require(input.address);
    if (totals.total > Money.limit)
      throw new DomainError(
        "input",
        "order.too_large",
        `The most that one order can cost is ${Money.format(Money.limit, totals.currency)}. Please remove something.`,
      );
    if (totals.total > 0 && totals.total < Money.least[totals.currency])
      throw new DomainError(
        "input",
        "order.too_small",
        `The smallest payment is ${Money.format(Money.least[totals.currency], totals.currency)}. Please add an item or remove the discount.`,
      );
    const now = Clock.iso();
    const number = format ? await newNumber(orderId, format) : numberOf(orderId);
    const result = await transact({
      order: OrderEntity.create({
        ...input,
        number,
        ...(returnDays !== undefined && { returnDays }),
        address,
        territory,
        ...(customerId && { customerId }),
        ...(stripeCustomerId && { stripeCustomerId }),
        ...(origin && { origin }),
        ...(trace && { trace }),
        ...(taken && { coupon: { code: taken.code, customer: taken.customer, discount: taken.discount } }),
        ...(automatic && {
          automatic: {
            code: automatic.code,
            customer: automatic.customer,
            discount: automatic.discount,
            counted: Promotion.countersOf(automatic),
          },
        }),
        status: "pending",
        currency: totals.currency,
        attempt: 1,
        paymentExpiresAt: Clock.iso(paySeconds),
        createdAt: now,
      }),
      cart: Cart.setOrder({ cartId, version: cartVersion, before: cartOrderId, orderId }),
      transition: TransitionEntity.create({
        orderId,
        at: now,
        status: "pending",
        actor: "shopper",
        cause: "The order was placed.",
        number,
        buyer: buyerOf(input.contact.email),
      }),
      event: Event.record("order.placed", { orderId, trace }),
      ...Inventory.hold({
        orderId,
        lines,
        expiresAt: Clock.iso(holdSeconds),
        checkAt: Clock.iso(firstCheckSeconds),
      }),
      ...(taken && Promotion.redeem(orderId, taken)),
      ...(automatic && Promotion.redeemAutomatic(orderId, automatic)),
      ...(input.taxIdCheck &&
        rule[input.taxIdCheck.result].checksLater && { taxCheck: TaxCheck.open(orderId) }),
    });
    if (result.committed) {
      Log.info("order.placed", { orderId, ...(trace && { trace }) });
      return Metric.count("orders_placed", orderId);
    }
    switch (result.refused) {
      case "order":
        return;
      case "cart":
        throw new DomainError(
          "conflict",
          "order.cart_changed",
          "Your cart changed in another window. Please review it again.",
        );
      case "stock":
        throw new DomainError(
          "conflict",
          "order.item_gone",
          `${lines[result.index]?.name} has just sold out in this quantity. Please check your cart.`,
        );
      case "coupon":
      case "couponUse":
        if (taken) throw await Promotion.refusal(taken, result.refused === "coupon" ? "coupon" : "customer");
        break;
      case "automatic":
      case "automaticUse":
        if (automatic) throw await Promotion.refusal(automatic, "coupon");
    }
    throw new DomainError("conflict", "order.busy", "Please try again.");
  },
);
