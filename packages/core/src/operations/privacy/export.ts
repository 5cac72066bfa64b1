import { z } from "zod";
import { AccountChange } from "#accounts/account-change";
import { Challenge } from "#accounts/challenge";
import { Customer, type Profile } from "#accounts/customer";
import { CustomerGroup } from "#accounts/customer-group";
import { Passkey } from "#accounts/passkey";
import { Session } from "#accounts/session";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Shop } from "#platform/shop";
import { Alerts } from "#sales/alert";
import { Cart } from "#sales/cart";
import { Order, type OrderView } from "#sales/order";
import { OrderEmail } from "#sales/order-email";
import { ProductReviews } from "#sales/product-review";
import { SavedCards } from "#sales/saved-cards";
import { allOrders } from "./data-subject";

/**
 * Returns all personal data of a customer. Hashes, tokens and other secrets are not personal data and are left out.
 * Throws `customer.unknown`.
 */
export const exportAll = fn(z.object({ customerId: Id.schema("customer") }), async ({ customerId }) => {
  const profile = await Customer.byId({ customerId });
  if (!profile) throw new DomainError("not_found", "customer.unknown", "We can't find this account.");
  await Order.claim({ customerId, email: profile.email });
  const subject = customerId;
  const [rows, sessions, passkeys, challenges, notices, cart, alerts, cards] = await Promise.all([
    allOrders(customerId),
    Session.list({ subject }),
    Passkey.list({ subject }),
    challengesOf(profile),
    AccountChange.list({ subject }),
    Cart.read({ cartId: profile.cartId }),
    Alerts.ofEmail({ email: profile.email }),
    SavedCards.cards({ customerId }).catch((error) => {
      if (error instanceof DomainError) return null;
      throw error;
    }),
  ]);
  const orders: unknown[] = [];
  for (const { orderId } of rows) orders.push(await ofOrder(await Order.require(orderId)));
  const { addresses, groups = [], ...account } = profile;
  return {
    format: "securecart-export",
    version: 1,
    shop: await Shop.name(),
    madeAt: Clock.iso(),
    profile: { ...account, groups: await CustomerGroup.namesOf({ groupIds: groups }) },
    addresses,
    sessions: sessions.map(({ subject: _, ...session }) => session),
    passkeys,
    challenges,
    notices,
    alerts,
    /** Null when Stripe could not be reached. */
    cards: cards?.map(({ cardId: _, ...card }) => card) ?? null,
    cart: {
      lines: cart.lines.map(({ sku, name, quantity }) => ({ sku, name, quantity })),
      contact: cart.contact,
      address: cart.address,
      taxIdCheck: cart.taxIdCheck,
      coupon: cart.coupon?.code ?? null,
    },
    orders,
  };
});

/** Returns the challenges of the customer's email address, and of earlier addresses while they were theirs. */
async function challengesOf({ email, former = [] }: Profile) {
  const addresses = [{ email, until: undefined }, ...former.filter((left) => left.email !== email)];
  const found = await Promise.all(
    addresses.map(async ({ email, until }) =>
      (await Challenge.ofEmail({ email })).filter(({ createdAt }) => !until || createdAt <= until),
    ),
  );
  return found.flat().map(({ challengeId: _, ...challenge }) => challenge);
}

/** Returns an order without what only operates the shop, such as task tokens and digests. */
async function ofOrder(order: OrderView) {
  const {
    task: _,
    origin: __,
    closing: ___,
    attempt: ____,
    refundVersion: _____,
    obstacleVersion: ______,
    coupon,
    automatic,
    ...rest
  } = order;
  return {
    ...rest,
    coupon: coupon && { code: coupon.code, discount: coupon.discount },
    automatic: automatic && { discount: automatic.discount },
    messages: await OrderEmail.ofOrder({ orderId: order.orderId }),
    reviews: await ProductReviews.ofOrder({ orderId: order.orderId }),
  };
}
