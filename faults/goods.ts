import type { Chance } from "./chance";
import type { Line } from "./shopper";

const products = [
  { name: "Mug", price: 2500, stock: 500 },
  { name: "Lamp", price: 8900, stock: 500 },
  { name: "Notebook", price: 1290, stock: 500 },
  /** Free with its coupon. */
  { name: "Sticker", price: 300, stock: 500 },
  /** Stocked below demand. */
  { name: "Print", price: 4900, stock: 4 },
];

export type Goods = { sku: string; slug: string; price: number; stock: number };

/** Coupon with fewer uses than shoppers who try it. */
export const coupon = { code: "FAULTS10", limit: 3 };

/** Coupon that makes the sticker free. */
export const freebie = { code: "FREESTICKER", slug: "fault-sticker" };

/** Creates four products with plenty of stock, one that runs out, and the coupons. */
export async function stockUp(): Promise<Goods[]> {
  const { Catalog } = await import("@securecart/core/catalog");
  const { Inventory } = await import("@securecart/core/inventory");
  const goods = products.map(({ name, ...rest }) => ({
    ...rest,
    name,
    sku: `FAULT-${name.toUpperCase()}`,
    slug: `fault-${name.toLowerCase()}`,
  }));
  for (const { name, sku, slug, price, stock } of goods) {
    await Catalog.saveProduct({
      slug,
      name,
      summary: `A ${name.toLowerCase()}.`,
      description: `A ${name.toLowerCase()}, and a good one.`,
      details: [],
      categorySlug: "things",
      brand: "Kiln",
      tags: [],
      options: [],
      images: [{ key: `products/${slug}/1`, alt: name, width: 1280, height: 1600 }],
      status: "active",
      featured: false,
      publishedAt: "2026-01-01T00:00:00.000Z",
      variants: [
        {
          sku,
          options: {},
          prices: { USD: price, EUR: price },
          image: 0,
          weightGrams: 300,
          taxClass: "standard",
          status: "active",
        },
      ],
    });
    await Inventory.receive({ sku, quantity: stock, cause: "delivery", reference: `delivery:${sku}` });
  }
  const { Promotion } = await import("@securecart/core/promotion");
  await Promotion.save({ ...coupon, label: "Ten off", benefit: { kind: "percent", percent: 10 } });
  await Promotion.save({
    code: freebie.code,
    label: "A sticker for free",
    benefit: { kind: "percent", percent: 100 },
    products: [freebie.slug],
  });
  return goods;
}

/** Draws one or two cart lines. */
export function choose(goods: Goods[], chance: Chance): Line[] {
  return chance
    .shuffled(goods)
    .slice(0, chance.whole(1, 2))
    .map((some) => lineOf(some, chance.whole(1, 2)));
}

/** Returns one line that is paid for and one that is free with its coupon. */
export function withFreeItem(goods: Goods[]): Line[] {
  return goods
    .filter(({ slug }) => ["fault-mug", freebie.slug].includes(slug))
    .map((some) => lineOf(some, 1));
}

const lineOf = ({ sku, slug, price }: Goods, quantity: number): Line => ({ sku, slug, price, quantity });
