import { Cart } from "@securecart/core/cart";
import { Catalog } from "@securecart/core/catalog";
import { Checkout } from "@securecart/core/checkout";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Inventory } from "@securecart/core/inventory";
import type { Money } from "@securecart/core/money";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { StripeApi } from "@securecart/core/stripe";

export const address = {
  line1: "1 Pine Street",
  city: "Portland",
  region: "OR",
  postalCode: "97201",
  country: "US",
};
export const contact = { email: "ada@example.com", name: "Ada Lovelace" };
export const card = { number: "4242424242424242", expiry: "12 / 34", cvc: "123", name: "Ada Lovelace" };

type Who = Pick<Parameters<typeof Checkout.setContact>[0], "contact" | "address">;

let made = 0;

/** Returns a word that no other test of this run uses, in capitals for SKUs. */
export const unique = () =>
  `T${process.pid.toString(36)}${(made++).toString(36)}${Date.now().toString(36)}`.toUpperCase();

type ProductOptions = {
  sku?: string;
  stock?: number;
  price?: number;
  eur?: number;
  taxClass?: "standard" | "reduced";
  featured?: boolean;
  status?: "active" | "hidden";
  categorySlug?: string;
  tags?: string[];
  /** Prices instead of those in dollars and euros. */
  prices?: Money.Amounts;
  /** Staff member who saves it; the admin lists such products by the time of their change. */
  editor?: string;
};

/** Saves a product with one variant and puts it in stock. With the SKU of an earlier product, changes that one. */
export async function product({
  sku = unique(),
  stock = 10,
  price = 2500,
  eur = 2300,
  taxClass = "standard",
  featured = false,
  status = "active",
  categorySlug = "mugs",
  tags = ["mug"],
  prices = { USD: price, EUR: eur },
  editor,
}: ProductOptions = {}) {
  const slug = sku.toLowerCase();
  const { productId } = await Catalog.saveProduct({
    slug,
    name: `Mug ${sku}`,
    summary: "A mug.",
    description: "A mug to drink from.",
    details: [],
    categorySlug,
    brand: "Kiln",
    tags,
    options: [],
    images: [{ key: `products/${slug}/1`, alt: "A mug", width: 1280, height: 1600 }],
    status,
    featured,
    publishedAt: "2026-01-01T00:00:00.000Z",
    ...(editor && { editor }),
    variants: [
      {
        sku,
        options: {},
        prices,
        image: 0,
        weightGrams: 300,
        taxClass,
        status: "active",
      },
    ],
  });
  if (stock > 0)
    await Inventory.receive({ sku, quantity: stock, cause: "delivery", reference: `delivery:${sku}` });
  return { sku, slug, productId };
}

/** Saves a product of one option with a variant for each value: `SKU-0`, `SKU-1`. */
export async function productOf(name: string, values: string[], sku = unique()) {
  const slug = sku.toLowerCase();
  await Catalog.saveProduct({
    slug,
    name: `Thing ${sku}`,
    summary: "-",
    description: "-",
    details: [],
    categorySlug: "things",
    brand: "Kiln",
    tags: [],
    options: [{ name, values }],
    images: [{ key: `products/${slug}/1`, alt: "-", width: 1, height: 1 }],
    status: "active",
    featured: false,
    publishedAt: "2026-01-01T00:00:00.000Z",
    variants: values.map((value, i) => ({
      sku: `${sku}-${i}`,
      options: { [name]: value },
      prices: { USD: 1_000 + i, EUR: 1_000 + i },
      image: 0,
      weightGrams: 1,
      taxClass: "standard" as const,
      status: "active" as const,
    })),
  });
  return { sku, slug };
}

/** Returns the id of a cart with these SKUs that is ready to be ordered. */
export const readyCart = (...lines: { sku: string; quantity?: number }[]) => readyCartOf({}, ...lines);

/** Returns the same with another contact or another address. */
export async function readyCartOf(who: Partial<Who>, ...lines: { sku: string; quantity?: number }[]) {
  const cartId = Cart.newId();
  for (const { sku, quantity = 1 } of lines) await Cart.add({ cartId, sku, quantity });
  await Checkout.setContact({ cartId, contact, address, ...who });
  await Checkout.setDelivery({ cartId, delivery: "express" });
  return cartId;
}

/** Places the order of a cart as its shopper reviewed it. */
export async function place(cartId: string) {
  const { reviewed } = await Checkout.read({ cartId });
  return Checkout.place({ cartId, reviewed });
}

/** Places an order and opens its payment page. */
export async function pendingOrder({ stock = 10, quantity = 1 } = {}) {
  const { sku } = await product({ stock });
  const cartId = await readyCart({ sku, quantity });
  const { orderId } = await place(cartId);
  const { url } = await Payment.start({ orderId });
  return { orderId, cartId, sku, url };
}

/** Makes a shipped order of these SKUs, one unit of each; by default of a new product. Returns its id and the SKUs. */
export async function shippedOrder(who: Partial<Who> = {}, ...skus: string[]) {
  const bought = skus.length > 0 ? skus : [(await product()).sku];
  const { orderId } = await place(await readyCartOf(who, ...bought.map((sku) => ({ sku }))));
  await pay((await Payment.start({ orderId })).url);
  await Payment.settle({ orderId });
  await Payment.capture({ orderId });
  const actor = "staff:test";
  await Fulfillment.pack({ orderId, actor });
  await Fulfillment.ship({ orderId, actor, carrier: "Pigeon Post", tracking: "PP-1" });
  return { orderId, skus: bought };
}

/** Fills in the payment page and submits it, as a browser without JavaScript does. Returns the response. */
export async function pay(url: string, number = card.number) {
  const page = await fetch(url);
  const html = await page.text();
  const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1] ?? url;
  const fields = new URLSearchParams();
  for (const [tag, name = ""] of html.matchAll(/<input[^>]*name="([^"]+)"[^>]*>/g))
    fields.append(name, /value="([^"]*)"/.exec(tag)?.[1] ?? "");
  const fill = (pattern: RegExp, value: string) => {
    for (const key of fields.keys()) if (pattern.test(key)) fields.set(key, value);
  };
  fill(/number/i, number);
  fill(/exp/i, card.expiry);
  fill(/cvc/i, card.cvc);
  fill(/name/i, card.name);
  const answer = await fetch(new URL(action, url), { method: "POST", body: fields, redirect: "manual" });
  return { status: answer.status, location: answer.headers.get("location"), body: await answer.text() };
}

/** Sends a command to the Stripe-compatible server: `control("clock", { advanceSeconds: 60 })`. */
export async function control(route: string, body: unknown = {}): Promise<unknown> {
  const answer = await fetch(`${process.env.STRIPE_API_BASE}/_control/${route}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok)
    throw new Error(`The control route ${route} responded ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Returns the time since which Stripe can know an order: a list from then on is short. */
export async function since(orderId: string) {
  const { createdAt } = await Order.require(orderId);
  return { gte: Math.floor(Date.parse(createdAt) / 1000) };
}

/** Returns the payments of an order at Stripe. */
export async function intentsOf(orderId: string) {
  const all = await StripeApi.client()
    .paymentIntents.list({ limit: 100, created: await since(orderId) })
    .autoPagingToArray({ limit: 10_000 });
  return all.filter(({ metadata }) => metadata.orderId === orderId);
}

/** Expires an order and releases its unit without asking Stripe, so that a payment can arrive after its end. */
export async function expireUnasked({ orderId, sku }: { orderId: string; sku: string }) {
  await Order.move({
    orderId,
    from: ["pending"],
    to: "expired",
    actor: "test",
    cause: "Closed without asking Stripe.",
    goods: Inventory.release([{ sku, quantity: 1 }]),
  });
}
