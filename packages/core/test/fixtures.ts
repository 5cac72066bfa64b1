import { Cart } from "@securecart/core/cart";
import { Catalog } from "@securecart/core/catalog";
import { Checkout } from "@securecart/core/checkout";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { StripeDoor } from "@securecart/core/stripe";

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

/** A word nobody else in this run uses, in capitals for SKUs. */
export const unique = () =>
  `T${process.pid.toString(36)}${(made++).toString(36)}${Date.now().toString(36)}`.toUpperCase();

/** A product with one variant and so many of it in stock; with the SKU of an earlier one, that product changed. */
export async function product({
  sku = unique(),
  stock = 10,
  price = 2500,
  eur = 2300,
  taxClass = "standard" as "standard" | "reduced",
  featured = false,
  status = "active" as "active" | "hidden",
} = {}) {
  const slug = sku.toLowerCase();
  const { productId } = await Catalog.saveProduct({
    slug,
    name: `Mug ${sku}`,
    summary: "A mug.",
    description: "A mug to drink from.",
    details: [],
    categorySlug: "mugs",
    brand: "Kiln",
    tags: ["mug"],
    options: [],
    images: [{ key: `products/${slug}/1`, alt: "A mug", width: 1280, height: 1600 }],
    status,
    featured,
    publishedAt: "2026-01-01T00:00:00.000Z",
    variants: [
      {
        sku,
        options: {},
        prices: { USD: price, EUR: eur },
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

/** A product of one option with a variant for each value, `SKU-0` and on. */
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

/** A cart that is ready to be ordered, holding these SKUs. */
export const readyCart = (...lines: { sku: string; quantity?: number }[]) => readyCartOf({}, ...lines);

/** The same of somebody else, or of somebody elsewhere. */
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

/** A pending order with its payment page. */
export async function pendingOrder({ stock = 10, quantity = 1 } = {}) {
  const { sku } = await product({ stock });
  const cartId = await readyCart({ sku, quantity });
  const { orderId } = await place(cartId);
  const { url } = await Payment.start({ orderId });
  return { orderId, cartId, sku, url };
}

/** Fills in the payment page and submits it, as a browser without JavaScript does. Answers where it leads. */
export async function pay(url: string, number = card.number) {
  const page = await fetch(url);
  const html = await page.text();
  const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1] ?? url;
  const names = [...html.matchAll(/<input[^>]*name="([^"]+)"[^>]*>/g)].map(([tag, name]) => [
    name ?? "",
    /value="([^"]*)"/.exec(tag)?.[1] ?? "",
  ]);
  const fields = new URLSearchParams(names as [string, string][]);
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

/** Steers the Stripe-compatible server: `control("clock", { advanceSeconds: 60 })`. */
export async function control(route: string, body: unknown = {}) {
  const answer = await fetch(`${process.env.STRIPE_API_BASE}/_control/${route}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok)
    throw new Error(`The control route ${route} answered ${answer.status}: ${await answer.text()}`);
  return answer.json() as Promise<unknown>;
}

/** From when on Stripe can know of an order: lists from there on are short, however many orders were before. */
export async function since(orderId: string) {
  const { createdAt } = await Order.require(orderId);
  return { gte: Math.floor(Date.parse(createdAt) / 1000) };
}

/** Every payment that Stripe knows for an order. */
export async function intentsOf(orderId: string) {
  const all = await StripeDoor.client()
    .paymentIntents.list({ limit: 100, created: await since(orderId) })
    .autoPagingToArray({ limit: 10_000 });
  return all.filter(({ metadata }) => metadata.orderId === orderId);
}
