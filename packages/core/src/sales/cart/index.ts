import { z } from "zod";
import { Customer } from "#accounts/customer";
import { CustomerGroup } from "#accounts/customer-group";
import { Catalog, type SaleCurrency, Sku } from "#catalog/catalog";
import { type Decision, Price, type Reason } from "#catalog/price";
import { Clock } from "#platform/clock";
import { Dynamo, transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Money } from "#platform/money";
import { Secret } from "#platform/secret";
import { Settings } from "#platform/settings";
import { Inventory } from "../inventory";
import type { TaxClass } from "../pricing";
import { type Candidate, type CartCoupon, Promotion } from "../promotion";
import { Check } from "../tax-id";
import { CartEntity } from "./cart.entity";
import { Address, Contact, type StoredContact } from "./details";
import { LineEntity } from "./line.entity";
import { currencyOf, maxLines, maxQuantity, openOrders, ownHolds, retried, rows, sellable } from "./rows";

export { Address, Contact, Email, StoredContact } from "./details";
export { erasePersonal, forget } from "./erase";
export * as Cart from "./index";
export { merge } from "./merge";
export { maxLines, maxQuantity } from "./rows";
export { setOrder } from "./writes";

export type CartLine = {
  sku: string;
  /** Empty when the variant does not exist. */
  productId: string;
  slug: string;
  path: string;
  name: string;
  title: string;
  image: { key: string; alt: string };
  unitPrice: number;
  /** Former price to cross out, and the lowest price of the 30 days before the reduction; null when it is not reduced. */
  compareAt: number | null;
  lowest: number | null;
  /** Reason of the price, and the name of its sale or price list. */
  reason: Reason;
  priceName?: string | undefined;
  quantity: number;
  total: number;
  available: number;
  taxClass: TaxClass;
  weightGrams: number;
  category: string;
  /** Those that its product is in, of the collections that the cart's discounts are for. */
  collections: string[];
  /** Reason why this line cannot be bought; null when it can. */
  problem: null | "sold_out" | "not_enough" | "too_large" | "gone";
};

export type CartView = {
  cartId: string;
  version: number;
  currency: SaleCurrency;
  count: number;
  subtotal: number;
  lines: CartLine[];
  contact: Contact | null;
  address: Address | null;
  /** Latest check of the contact's tax ID; null when it was never checked. */
  taxIdCheck: Check | null;
  delivery: string | null;
  /** Discount code that the shopper entered, with its coupon and usage. Checkout decides whether it fits. */
  coupon: CartCoupon | null;
  /** Automatic discounts in use, with their usage. Checkout decides which one applies. */
  automatics: Candidate[];
  /** Customer groups in use that the cart's customer is in. */
  groups: string[];
  orderId: string | null;
  /** True once the items of that order were removed from the cart. */
  isPurchaseRemoved: boolean;
  /** Open orders of carts that were merged into this one. */
  alsoOpen: string[];
  /** Notes to the shopper about changes by the merge. */
  notes: string[];
};

/** Returns the id of a new cart. The cart is written when the first item is added. */
export const newId = () => Id.random("cart");

const Ref = z.object({ cartId: Id.schema("cart") });
const Quantity = z
  .int("Quantity must be a whole number.")
  .max(maxQuantity, `At most ${maxQuantity} of one item fit in a cart.`);
const SetQuantity = Ref.extend({ sku: Sku, quantity: Quantity.min(0, "Quantity cannot be below 0.") });
const Add = Ref.extend({
  sku: Sku,
  quantity: Quantity.min(1, "Quantity must be 1 or more."),
  /** The same for a request that is sent again, because its answer was lost. */
  requestId: z.uuid().optional(),
});

/** Number of requests that a cart remembers. */
const rememberedRequests = 10;

/** Returns the cookie of a cart: its id and our signature, so that no cart can be guessed or forged. */
export const sign = (cartId: string) => `${cartId}.${signature(cartId)}`;

/** Returns the id of the cart in a cookie, or null when we did not sign it. */
export function open(cookie: string) {
  const [cartId = "", given = "", ...rest] = cookie.split(".");
  if (rest.length > 0 || !Id.schema("cart").safeParse(cartId).success) return null;
  return Secret.same(Buffer.from(given), Buffer.from(signature(cartId))) ? cartId : null;
}

const ownMark = "own";

/** Returns the cookie of a customer's cart: it is valid only together with a session of that customer. */
export const signOwn = (cartId: string, customerId: string) =>
  `${cartId}.${signature(cartId, customerId)}.${ownMark}`;

/** Tells whether a cookie is of a customer's cart; `openOwn` checks of which customer. */
export const isOwn = (cookie: string) => cookie.endsWith(`.${ownMark}`);

/** Returns the id of the cart in a customer's cookie, or null when we did not sign it for this customer. */
export function openOwn(cookie: string, customerId: string) {
  const [cartId = "", given = "", mark, ...rest] = cookie.split(".");
  if (rest.length > 0 || mark !== ownMark || !Id.schema("cart").safeParse(cartId).success) return null;
  return Secret.same(Buffer.from(given), Buffer.from(signature(cartId, customerId))) ? cartId : null;
}

/** Returns a cart with current names, prices and stock. Two requests; one when it is empty. */
export const read = fn(Ref, async (ref): Promise<CartView> => (await readWith(ref, [])).cart);

/**
 * Returns what `read` does, and the items of other keys from the same request; null in place of them when the cart is
 * empty, which makes no such request.
 */
export async function readWith(
  { cartId }: z.output<typeof Ref>,
  also: Record<string, unknown>[],
): Promise<{ cart: CartView; items: Record<string, unknown>[] | null }> {
  const { cart, lines } = await rows(cartId);
  const currency = await currencyOf({ cart, lines });
  const contact = cart?.contact ? contactOf(cart.contact) : null;
  const { shown, coupon, automatics, groups, items } = await describe(lines, currency, {
    customerId: cart?.customerId,
    orderId: cart?.orderId,
    open: openOrders(cart),
    code: cart?.coupon,
    email: contact?.email,
    also,
  });
  const view: CartView = {
    cartId,
    version: cart?.version ?? 0,
    currency,
    count: shown.reduce((sum, { quantity }) => sum + quantity, 0),
    subtotal: shown.reduce((sum, { total }) => sum + total, 0),
    lines: shown,
    contact,
    address: cart?.address ?? null,
    taxIdCheck: cart?.taxIdCheck ?? null,
    delivery: cart?.delivery ?? null,
    coupon,
    automatics,
    groups,
    orderId: cart?.orderId ?? null,
    isPurchaseRemoved: Boolean(cart?.orderId && cart.settled?.includes(cart.orderId)),
    alsoOpen: cart?.alsoOpen ?? [],
    notes: cart?.notes ?? [],
  };
  return { cart: view, items };
}

const BoughtLines = z.array(z.object({ sku: Sku, quantity: z.int().min(1) })).max(maxLines);

/** An order that was paid: its items are on their way out of the cart. */
const Bought = Ref.extend({ orderId: Id.schema("order"), lines: BoughtLines });

/**
 * Returns how many units are in a cart, without those of a paid order that are still to be removed from it. One request.
 */
export const count = fn(
  Ref.extend({ bought: Bought.optional() }),
  async ({ cartId, bought }): Promise<number> => {
    const { cart, lines } = await rows(cartId);
    const isStillIn = bought && bought.cartId === cartId && !cart?.settled?.includes(bought.orderId);
    const boughtOf = (sku: string) => bought?.lines.find((line) => line.sku === sku)?.quantity ?? 0;
    const left = lines.map(({ sku, quantity }) => quantity - (isStillIn ? boughtOf(sku) : 0));
    return left.reduce((sum, quantity) => sum + Math.max(0, quantity), 0);
  },
);

/**
 * Adds units of a SKU to a cart and returns how many units are now in the cart. Throws `cart.unknown_item`,
 * `cart.sold_out`, `cart.not_enough`, `cart.too_large` or `cart.full`; the cart is then unchanged. A request sent again adds
 * nothing more.
 */
export const add = fn(Add, ({ cartId, sku, quantity, requestId }) =>
  change({ cartId, sku, requestId }, (before) => before + quantity),
);

/** Sets the quantity of a SKU; 0 removes it. Throws what `add` throws. */
export const setQuantity = fn(SetQuantity, ({ cartId, sku, quantity }) =>
  change({ cartId, sku }, () => quantity),
);

/** Removes a SKU from a cart, also one that is no longer for sale. */
export const remove = fn(Ref.extend({ sku: Sku }), (line) => change(line, () => 0));

const Details = Ref.extend({
  details: z
    .object({
      contact: Contact,
      address: Address,
      /** Null removes it. */
      taxIdCheck: Check.nullable(),
      delivery: z.string(),
      currency: Money.SaleCurrency,
    })
    .partial(),
});

/** Saves details of the checkout. Throws `cart.empty` when there is nothing to check out. */
export const saveDetails = fn(Details, async ({ cartId, details }) => {
  const { contact, address, delivery, currency, taxIdCheck } = details;
  await retried(async () => {
    const { cart } = await rows(cartId);
    if (!cart) throw new DomainError("conflict", "cart.empty", "Your cart is empty.");
    const version = cart.version + 1;
    const patch = CartEntity.patch({ cartId }).set({
      ...(contact && { contact }),
      ...(address && { address }),
      ...(delivery !== undefined && { delivery }),
      ...(currency && { currency }),
      ...(taxIdCheck && { taxIdCheck }),
      version,
    });
    const noted = taxIdCheck === null ? patch.remove(["taxIdCheck"]) : patch;
    return transact({ cart: noted.where((at, { eq }) => eq(at.version, cart.version)) });
  });
});

const Renewal = Ref.extend({ version: z.int(), taxIdCheck: Check });

/** Saves a newer check of the tax ID with the same result. The cart keeps its version: nothing else changes. */
export const renewCheck = fn(Renewal, async ({ cartId, version, taxIdCheck }) => {
  const renewal = CartEntity.patch({ cartId })
    .set({ taxIdCheck })
    .where((at, { eq }) => eq(at.version, version));
  await Dynamo.written(renewal.go());
});

/** Saves a discount code, or null to remove it. Throws `cart.empty` when there is nothing to check out. */
export const setCoupon = fn(Ref.extend({ code: z.string().nullable() }), async ({ cartId, code }) => {
  await retried(async () => {
    const { cart } = await rows(cartId);
    if (!cart) throw new DomainError("conflict", "cart.empty", "Your cart is empty.");
    if ((cart.coupon ?? null) === code) return { committed: true };
    const version = cart.version + 1;
    const patch = CartEntity.patch({ cartId }).set({ version, ...(code !== null && { coupon: code }) });
    const noted = code === null ? patch.remove(["coupon"]) : patch;
    return transact({ cart: noted.where((at, { eq }) => eq(at.version, cart.version)) });
  });
});

/**
 * Removes what an order bought from the cart that it was placed from, once per order. Items added since then stay. If
 * that cart was merged into another one, they are removed from that one.
 */
export const removePurchased = fn(Bought, async ({ cartId: first, orderId, lines: bought }) => {
  let cartId = first;
  await retried(async () => {
    const { cart, lines } = await rows(cartId);
    if (cart?.movedTo && cart.movedOrders?.includes(orderId)) {
      cartId = cart.movedTo;
      return { committed: false };
    }
    if (!cart || cart.settled?.includes(orderId)) return { committed: true };
    const left = lines.flatMap(({ sku, quantity }) => {
      const taken = bought.find((line) => line.sku === sku)?.quantity;
      return taken ? [{ sku, quantity: quantity - taken }] : [];
    });
    return transact({
      cart: CartEntity.patch({ cartId })
        .set({ version: cart.version + 1, settled: [...(cart.settled ?? []), orderId].slice(-20) })
        .where((at, { eq }) => eq(at.version, cart.version)),
      lines: left.map(({ sku, quantity }) =>
        quantity > 0
          ? LineEntity.patch({ cartId, sku }).set({ quantity })
          : LineEntity.remove({ cartId, sku }),
      ),
    });
  });
});

type Changed = { cartId: string; sku: string; requestId?: string | undefined };

/** Changes one line under the cart's version, so that two tabs never overwrite each other. */
async function change({ cartId, sku, requestId }: Changed, next: (before: number) => number) {
  return retried(async () => {
    const { cart, lines } = await rows(cartId);
    const { requests = [] } = cart ?? {};
    const before = lines.find((line) => line.sku === sku)?.quantity ?? 0;
    const isAgain = requestId !== undefined && requests.includes(requestId);
    const quantity = isAgain ? before : next(before);
    const others = lines.filter((line) => line.sku !== sku);
    const count = others.reduce((sum, line) => sum + line.quantity, quantity);
    if (quantity === before) return { committed: true, count };
    const currency = await currencyOf({ cart, lines });
    if (quantity > before)
      await refuseUnlessSellable({ sku, quantity, currency }, others.length, openOrders(cart));
    const version = cart?.version ?? 0;
    const noted = requestId && { requests: [...requests, requestId].slice(-rememberedRequests) };
    const { committed } = await transact({
      cart: cart
        ? CartEntity.patch({ cartId })
            .set({ version: version + 1, currency, ...noted })
            .remove(["notes"])
            .where((at, { eq }) => eq(at.version, version))
        : CartEntity.create({ cartId, version: 1, currency, ...noted }),
      line:
        quantity > 0
          ? LineEntity.put({ cartId, sku, quantity, addedAt: addedAt(lines, sku) })
          : LineEntity.remove({ cartId, sku }),
    });
    return { committed, count };
  });
}

type Wanted = { sku: string; quantity: number; currency: SaleCurrency };

async function refuseUnlessSellable({ sku, quantity, currency }: Wanted, otherLines: number, open: string[]) {
  const items = await Dynamo.batchGet([
    ...[Catalog.variantKey(sku), Inventory.stockKey(sku), Price.boardKey()],
    ...ownHolds(open),
    Settings.keyOf("checkout"),
  ]);
  const found = (await Catalog.offered(items)).get(sku);
  if (!found?.isForSale || Catalog.priceOf(found.variant, currency) === null)
    throw new DomainError("not_found", "cart.unknown_item", "This item is no longer available.");
  const { variant } = found;
  const { mostOfOneItem } = Settings.ofItems(items, "checkout");
  if (quantity > mostOfOneItem) {
    throw new DomainError(
      "conflict",
      "cart.not_enough",
      `At most ${mostOfOneItem} of one item fit in a cart.`,
    );
  }
  if (otherLines >= maxLines) {
    throw new DomainError(
      "conflict",
      "cart.full",
      `A cart holds ${maxLines} different items at most. Please check out first.`,
    );
  }
  const available = sellable(items).get(sku) ?? 0;
  if (available === 0) throw new DomainError("conflict", "cart.sold_out", `${variant.name} is sold out.`);
  if (quantity > available) {
    throw new DomainError(
      "conflict",
      "cart.not_enough",
      `Only ${available} of ${variant.name} ${available === 1 ? "is" : "are"} left.`,
    );
  }
  const { amount } = Price.decide(variant, {
    ...{ currency, quantity },
    at: Clock.iso(),
    board: Price.boardOf(items),
  });
  const most = Math.floor(Money.limit / (amount || 1));
  if (quantity > most) {
    throw new DomainError(
      "conflict",
      "cart.too_large",
      `${quantity} of ${variant.name} cost more than the limit of ${Money.format(Money.limit, currency)} for one order. You can order ${most} at most.`,
    );
  }
}

type Known = {
  customerId?: string | undefined;
  orderId?: string | undefined;
  open: string[];
  code?: string | undefined;
  email?: string | undefined;
  /** Keys of other rows to read. */
  also: Record<string, unknown>[];
};

type Described = Pick<CartView, "coupon" | "automatics" | "groups"> & {
  shown: CartLine[];
  items: Record<string, unknown>[] | null;
};

/**
 * Reads names, prices and stock of all lines, the coupon, the automatic discounts, the customer's groups, and `also`: one
 * request for at most 100 rows, and a cached one each for a customer with groups and for discounts on collections.
 */
async function describe(
  lines: { sku: string; quantity: number }[],
  currency: SaleCurrency,
  { customerId, orderId, open, code, email, also }: Known,
): Promise<Described> {
  if (lines.length === 0) return { shown: [], coupon: null, automatics: [], groups: [], items: null };
  const keys = lines.flatMap(({ sku }) => [Catalog.variantKey(sku), Inventory.stockKey(sku)]);
  const couponKeys = code ? Promotion.keys({ code, email, orderId }) : [];
  const customerKeys = customerId ? [Customer.rowKey(customerId)] : [];
  const wanted = [...keys, Price.boardKey(), ...ownHolds(open), ...couponKeys, ...customerKeys, ...also];
  const automatic = Promotion.automatics({ email, orderId }, mostKeys - wanted.length);
  const items = await Dynamo.batchGet([...wanted, ...automatic.keys]);
  const groups = await CustomerGroup.inUse({
    groupIds: customerId ? Customer.groupsIn(items, customerId) : [],
  });
  const when = { currency, at: Clock.iso(), board: Price.boardOf(items), groups };
  const isOpen = items.some((item) => Inventory.asHold(item)?.orderId === orderId);
  const coupon = code ? Promotion.ofCart(items, { code, email, ...(isOpen && { orderId }) }) : null;
  const [offered, discounts] = await Promise.all([Catalog.offered(items), automatic.read(items, { isOpen })]);
  const stock = sellable(items);
  const described = lines.map(({ sku, quantity }): Omit<CartLine, "collections"> => {
    const { variant, isForSale: isOffered = false } = offered.get(sku) ?? {};
    // A variant without a price in the currency is not for sale in it, rather than free.
    const isForSale = isOffered && variant !== undefined && Catalog.priceOf(variant, currency) !== null;
    const available = stock.get(sku) ?? 0;
    const price = isForSale && variant ? Price.decide(variant, { ...when, quantity }) : noPrice;
    const unitPrice = price.amount;
    return {
      sku,
      productId: variant?.productId ?? "",
      slug: isForSale ? (variant?.slug ?? "") : "",
      path: isForSale ? (variant?.path ?? "") : "",
      name: variant?.name ?? "An item that is no longer available",
      title: variant?.title ?? "",
      image: { key: variant?.imageKey ?? "", alt: variant?.imageAlt ?? "" },
      unitPrice,
      compareAt: price.compareAt,
      lowest: price.lowest,
      reason: price.reason,
      ...(price.name && { priceName: price.name }),
      quantity,
      total: unitPrice * quantity,
      available,
      taxClass: variant?.taxClass ?? "standard",
      weightGrams: variant?.weightGrams ?? 0,
      category: variant?.categorySlug ?? "",
      problem: isForSale ? problemOf({ available, quantity, total: unitPrice * quantity }) : "gone",
    };
  });
  const terms = [...discounts.map((one) => one.terms), ...(coupon?.coupon ? [coupon.coupon] : [])];
  const shown = await Promotion.withCollections(described, terms);
  return { shown, coupon, automatics: discounts, groups, items };
}

/** Most items that one request reads: only the largest carts exceed it. */
const mostKeys = 100;

/** Price of a line that cannot be bought. */
const noPrice: Decision = { amount: 0, compareAt: null, lowest: null, reason: "base" };

function problemOf({ available, quantity, total }: Pick<CartLine, "available" | "quantity" | "total">) {
  if (available === 0) return "sold_out";
  if (available < quantity) return "not_enough";
  return total > Money.limit ? "too_large" : null;
}

/** Returns a stored contact with all its fields: older rows lack some. */
const contactOf = ({ email, name, phone, taxId, textUpdates }: StoredContact): Contact => ({
  email,
  name,
  phone,
  taxId,
  textUpdates,
});

const addedAt = (lines: { sku: string; addedAt: string }[], sku: string) =>
  lines.find((line) => line.sku === sku)?.addedAt ?? Clock.iso();

const signature = (cartId: string, owner?: string) =>
  Secret.sign("LinkSecret", owner ? `cart of ${owner}` : "cart", cartId).toString("base64url");
