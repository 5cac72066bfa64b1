import { z } from "zod";
import { Catalog } from "#catalog/catalog";
import { Dynamo, transact, type Write } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Shop } from "#platform/shop";
import { Inventory } from "../inventory";
import { CartEntity } from "./cart.entity";
import { LineEntity } from "./line.entity";
import {
  type CartRow,
  currencyOf,
  maxLines,
  maxQuantity,
  openOrders,
  ownHolds,
  retried,
  rows,
  sellable,
} from "./rows";

const Merge = z.object({
  /** Cart of this browser before signing in; without one, the customer's cart is only created. */
  from: Id.schema("cart").nullable(),
  to: Id.schema("cart"),
  customerId: Id.schema("customer"),
});

type Line = { sku: string; quantity: number; addedAt: string };
type Planned = Line & { note: string | null };

/** Limit of open orders of a cart: each costs a key when the cart is read. */
const mostOpen = 4;

type Merged = { committed: boolean; count: number; changes: string[] };

/**
 * Merges the cart of a guest who signs in into the customer's cart: quantities are added up and capped at the available
 * stock. The guest's cart is emptied in the same transaction, so that merging again, or in two tabs at once, changes
 * nothing. Open orders of the guest stay open and move along. A cart that belongs to a customer is never merged.
 * Returns how many units are now in the customer's cart, and notes about what changed.
 */
export const merge = fn(Merge, ({ from, to, customerId }) =>
  retried(async (): Promise<Merged> => {
    const { cart: ownCart, lines: ownLines } = await rows(to);
    const guest = from && from !== to ? await rows(from) : null;
    const isGuests = guest?.cart && !guest.cart.customerId ? guest.cart : null;
    const incoming = isGuests ? (guest?.lines ?? []) : [];
    const open = isGuests ? openOrders(isGuests) : [];
    if (!isGuests || (incoming.length === 0 && open.length === 0)) {
      if (ownCart?.customerId === customerId)
        return { committed: true, count: countOf(ownLines), changes: [] };
      const { committed } = await transact({
        cart: ownCart
          ? CartEntity.patch({ cartId: to })
              .set({ customerId })
              .where((at, { eq }) => eq(at.version, ownCart.version))
          : CartEntity.create({ cartId: to, customerId, version: 1, currency: await Shop.currency() }),
      });
      return { committed, count: countOf(ownLines), changes: [] };
    }
    const planned = await plan(incoming, ownLines, [...open, ...openOrders(ownCart)]);
    const currency = await currencyOf(
      ownLines.length > 0 ? { cart: ownCart, lines: ownLines } : { cart: isGuests, lines: incoming },
    );
    const changes = planned.flatMap(({ note }) => note ?? []);
    const { committed } = await transact({
      guestCart: CartEntity.patch({ cartId: isGuests.cartId })
        .set({ version: isGuests.version + 1, movedTo: to, movedOrders: open })
        .remove(["contact", "address", "taxIdCheck", "delivery", "coupon", "orderId", "alsoOpen", "notes"])
        .where(
          (at, { eq, notExists }) =>
            `${eq(at.version, isGuests.version)} AND ${isGuests.orderId ? eq(at.orderId, isGuests.orderId) : notExists(at.orderId)}`,
        ),
      cart: ownCart
        ? CartEntity.patch({ cartId: to })
            .set({
              ...brought(isGuests, ownCart),
              ...noted(changes),
              currency,
              customerId,
              version: ownCart.version + 1,
            })
            .where(
              (at, { eq, notExists }) =>
                `${eq(at.version, ownCart.version)} AND ${ownCart.orderId ? eq(at.orderId, ownCart.orderId) : notExists(at.orderId)}`,
            )
        : CartEntity.create({
            currency,
            ...brought(isGuests, undefined),
            ...noted(changes),
            cartId: to,
            customerId,
            version: 1,
          }),
      guestLines: incoming.map(({ sku }) => LineEntity.remove({ cartId: isGuests.cartId, sku })),
      lines: planned.flatMap(({ sku, quantity, addedAt }): Write[] => {
        if (quantity > 0) return [LineEntity.put({ cartId: to, sku, quantity, addedAt })];
        return ownLines.some((row) => row.sku === sku) ? [LineEntity.remove({ cartId: to, sku })] : [];
      }),
    });
    const untouched = ownLines.filter(({ sku }) => !planned.some((row) => row.sku === sku));
    return { committed, count: countOf([...untouched, ...planned]), changes };
  }).then(({ count, changes }) => ({ count, changes })),
);

/** Plans each incoming line, with a note where its quantity is not the sum. One request. */
async function plan(incoming: Line[], own: Line[], open: string[]): Promise<Planned[]> {
  const keys = incoming.flatMap(({ sku }) => [Catalog.variantKey(sku), Inventory.stockKey(sku)]);
  const items = await Dynamo.batchGet([...keys, ...ownHolds(open)]);
  const names = new Map(
    [...(await Catalog.offered(items))].flatMap(([sku, { variant, isForSale }]) =>
      isForSale ? [[sku, variant.name]] : [],
    ),
  );
  const stock = sellable(items);
  let room = maxLines - own.length;
  return incoming.map((line) => {
    const before = own.find(({ sku }) => sku === line.sku);
    const fits = before !== undefined || room > 0;
    const planned = capped(line, before, {
      name: names.get(line.sku),
      available: stock.get(line.sku) ?? 0,
      fits,
    });
    if (!before && planned.quantity > 0) room--;
    return planned;
  });
}

type Known = { name: string | undefined; available: number; fits: boolean };

/** Adds up two lines of a SKU, capped at what is available and allowed. */
function capped(
  { sku, quantity: more, addedAt }: Line,
  before: Line | undefined,
  { name, available, fits }: Known,
) {
  const wanted = more + (before?.quantity ?? 0);
  const become = (quantity: number, note: string | null): Planned => ({
    sku,
    quantity,
    addedAt: before?.addedAt ?? addedAt,
    note,
  });
  if (!name) return become(0, "An item that is no longer available was taken out.");
  if (!fits) return become(0, `${name}: not added, a cart holds ${maxLines} different items at most.`);
  if (available === 0) return become(0, `${name}: taken out, it is sold out.`);
  const quantity = Math.min(wanted, available, maxQuantity);
  if (quantity === wanted) return become(quantity, null);
  const why =
    quantity === available
      ? `only ${available} ${available === 1 ? "is" : "are"} left`
      : `${maxQuantity} is the most of one item`;
  return become(quantity, `${name}: ${quantity} instead of ${wanted}, ${why}.`);
}

/** Returns what the customer's cart takes over from the guest's: open orders, and details that it lacks. */
function brought(guest: CartRow, own: CartRow | undefined) {
  const open = [...new Set([...openOrders(guest), ...openOrders(own)])];
  const [orderId, ...alsoOpen] = open.slice(0, 1 + mostOpen);
  const { contact, address, taxIdCheck, delivery } = own?.address ? own : guest;
  const coupon = guest.coupon ?? own?.coupon;
  return {
    ...(contact !== undefined && { contact }),
    ...(address !== undefined && { address }),
    ...(taxIdCheck !== undefined && { taxIdCheck }),
    ...(delivery !== undefined && { delivery }),
    ...(coupon !== undefined && { coupon }),
    ...(orderId && { orderId }),
    ...(alsoOpen.length > 0 && { alsoOpen }),
  };
}

const noted = (notes: string[]) => (notes.length > 0 ? { notes } : {});

const countOf = (lines: { quantity: number }[]) => lines.reduce((sum, { quantity }) => sum + quantity, 0);
