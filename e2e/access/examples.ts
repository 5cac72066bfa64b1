import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Alerts } from "@securecart/core/alert";
import { Catalog } from "@securecart/core/catalog";
import { Collection } from "@securecart/core/collection";
import { Content } from "@securecart/core/content";
import { Customer } from "@securecart/core/customer";
import { Id } from "@securecart/core/id";
import { Media } from "@securecart/core/media";
import { OrderAccess } from "@securecart/core/order-access";
import { Privacy } from "@securecart/core/privacy";
import { Promotion } from "@securecart/core/promotion";
import { Search } from "@securecart/core/search";
import { customer } from "@securecart/core/test/customers";
import { address, pendingOrder, unique } from "@securecart/core/test/fixtures";
import { Transfer } from "@securecart/core/transfer";

/**
 * Creates an example of each route parameter, so that a refusal never means a missing page. Returns a function from
 * route to path.
 */
export async function examples({ customerId }: { customerId: string }) {
  const { orderId, sku } = await pendingOrder();
  const { addressId } = await Customer.addAddress({
    customerId,
    address: { ...address, name: "Ada Lovelace" },
  });
  const [category] = await Catalog.categories();
  if (!category) throw new Error("The shop has no categories; it was not seeded.");
  const { home, pages } = await Content.live();
  const { blocks } = home ?? (await Content.firstHome());
  const [page] = pages;
  if (!page) throw new Error("The shop has no pages; it was not seeded.");
  const { code, batchId } = await discounts();
  const { groupId } = await Admin.createGroup({
    name: unique(),
    description: "",
    actor: "staff:test",
    requestId: randomUUID(),
  });
  const collection = await anyCollection();
  const { listId } = await Admin.createPriceList({
    terms: { name: "Example", groupId, percent: 5, prices: {} },
    actor: "staff:test",
    requestId: randomUUID(),
  });
  const { saleId } = await Admin.createSale({
    terms: {
      name: "Example",
      reduction: { kind: "percent", percent: 10, ending: "exact" },
      scope: { isAll: false, products: [], skus: [unique().toLowerCase()], categories: [], collections: [] },
      startsAt: "2099-01-01T00:00:00.000Z",
    },
    actor: "staff:test",
    requestId: randomUUID(),
  });
  const { productId = "" } = (await Catalog.variant({ sku })) ?? {};
  const importId = await uploaded();
  const token = OrderAccess.token(orderId);
  const unused = "A".repeat(43);
  const erased = Privacy.token(await erasure());
  const routes: Record<string, string> = {
    "/account/[...missing]": "/account/nothing-here",
    "/account/addresses/[addressId]": `/account/addresses/${addressId}`,
    "/admin/[...missing]": "/admin/nothing-here",
    "/admin/categories/[slug]": `/admin/categories/${category.slug}`,
    "/admin/collections/[collectionId]": `/admin/collections/${collection.collectionId}`,
    "/admin/customer-groups/[groupId]": `/admin/customer-groups/${groupId}`,
    "/admin/discounts/[code]": `/admin/discounts/${code}`,
    "/admin/discounts/bulk/[batchId]": `/admin/discounts/bulk/${batchId}`,
    "/admin/discounts/bulk/[batchId]/codes.csv": `/admin/discounts/bulk/${batchId}/codes.csv`,
    "/admin/exports/[exportId]/file": `/admin/exports/${await written()}/file`,
    "/admin/invitation/[token]": `/admin/invitation/${unused}`,
    "/admin/media/[mediaId]": `/admin/media/${await pictureId()}`,
    "/admin/orders/[orderId]": `/admin/orders/${orderId}`,
    "/admin/home/[blockId]": `/admin/home/${blocks[0]?.id}`,
    "/admin/pages/[pageId]": `/admin/pages/${page.documentId}`,
    "/admin/pages/[pageId]/history": `/admin/pages/${page.documentId}/history`,
    "/admin/preview/pages/[pageId]": `/admin/preview/pages/${page.documentId}`,
    "/admin/price-lists/[listId]": `/admin/price-lists/${listId}`,
    "/admin/products/[productId]": `/admin/products/${productId}`,
    "/admin/products/[productId]/history": `/admin/products/${productId}/history`,
    "/admin/products/[productId]/prices": `/admin/products/${productId}/prices`,
    "/admin/products/[productId]/preview": `/admin/products/${productId}/preview`,
    "/admin/sales/[saleId]": `/admin/sales/${saleId}`,
    "/admin/settings/[group]": "/admin/settings/returns",
    "/admin/settings/emails/[kind]": "/admin/settings/emails/shipped",
    "/admin/products/import/[importId]": `/admin/products/import/${importId}`,
    "/admin/products/import/[importId]/refused.csv": `/admin/products/import/${importId}/refused.csv`,
    "/admin/products/import/[importId]/report.csv": `/admin/products/import/${importId}/report.csv`,
    "/admin/settings/shipping/zones/[zoneId]": "/admin/settings/shipping/zones/domestic",
    "/admin/settings/shipping/zones/[zoneId]/methods/[methodId]":
      "/admin/settings/shipping/zones/domestic/methods/standard",
    "/admin/settings/shipping/zones/[zoneId]/methods/new":
      "/admin/settings/shipping/zones/domestic/methods/new",
    "/admin/settings/taxes/areas/[area]": "/admin/settings/taxes/areas/DE",
    "/admin/stock/[sku]": `/admin/stock/${sku}`,
    "/alerts/[token]": `/alerts/${Alerts.tokenOf(Id.create("confirmation"))}`,
    "/alerts/new": `/alerts/new?kind=price_drop&slug=${sku.toLowerCase()}`,
    // Google redirects here after a sign-in; other requests are refused.
    "/api/auth/[...auth]": "/api/auth/callback/google",
    "/api/delivery": `/api/delivery?slug=${sku.toLowerCase()}&sku=${sku}&country=US`,
    "/api/orders/[token]/status": `/api/orders/${token}/status`,
    "/api/price": `/api/price?sku=${sku}`,
    "/api/stock": `/api/stock?sku=${sku}`,
    "/category/[slug]": `/category/${category.address}`,
    "/category/[slug]/filtered": `/category/${category.address}?sort=name`,
    "/checkout/[...missing]": "/checkout/nothing-here",
    "/collection/[slug]": `/collection/${collection.slug}`,
    "/collection/[slug]/filtered": `/collection/${collection.slug}?sort=name`,
    "/create-account/[...missing]": "/create-account/nothing-here",
    "/create-account/confirm/[token]": `/create-account/confirm/${unused}`,
    "/erased/[token]": `/erased/${erased}`,
    "/erased/[token]/certificate": `/erased/${erased}/certificate`,
    "/find-orders/[token]": `/find-orders/${unused}`,
    "/images/[...key]": `/images/${category.image.key}-320.webp`,
    "/orders/[token]": `/orders/${token}`,
    "/pages/[slug]": `/pages/${page.slug}`,
    "/product/[slug]": `/product/${sku.toLowerCase()}`,
    "/product/[slug]/[variant]": await variantPath(),
    "/product-reviews/[slug]": "/product-reviews/tidal-stoneware-mug",
    "/reset/[token]": `/reset/${unused}`,
    "/reviews/[token]": `/reviews/${OrderAccess.reviewToken(orderId)}`,
    "/sign-in/[...missing]": "/sign-in/nothing-here",
    "/sign-in/link/[token]": `/sign-in/link/${unused}`,
    "/sitemaps/[part]": "/sitemaps/1.xml",
  };
  return (route: string) => {
    const path = routes[route] ?? route;
    if (path.includes("[")) throw new Error(`e2e/access/examples.ts has no example of ${route}.`);
    return path;
  };
}

/** Stores a picture of one pixel. Returns its ID. */
async function pictureId() {
  const pixel = "R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=";
  const { key } = await Media.store({ bytes: Buffer.from(pixel, "base64"), name: "pixel.gif", alt: "" });
  return Media.idOf(key);
}

async function anyCollection() {
  const slug = unique().toLowerCase();
  const collectionId = Id.create("collection");
  const shared = { name: `Gifts ${slug}`, status: "active", description: "", sort: "manual" } as const;
  await Collection.save({ collectionId, slug, ...shared });
  return { collectionId, slug };
}

/** Writes an export of products. Returns its ID. */
async function written() {
  const by = { actor: "staff:test", requestId: randomUUID() };
  const { exportId } = await Transfer.beginExport({ kind: "products", ...by });
  while ((await Transfer.findExport({ exportId }))?.state === "running")
    await Transfer.advanceExport({ exportId });
  return exportId;
}

/** Uploads a file of products. Returns the ID of its import. */
async function uploaded() {
  const bytes = new TextEncoder().encode("Handle,Title,Option1 Name\na,A,\n");
  const sent = { actor: "staff:test", requestId: randomUUID(), fileName: "a.csv", part: 1, parts: 1 };
  return (await Transfer.receive({ ...sent, size: bytes.length }, bytes)).importId;
}

/** Creates a discount code, and a batch of codes. */
async function discounts() {
  const terms = { label: "Ten off", benefit: { kind: "percent" as const, percent: 10 } };
  const { code } = await Promotion.save({ code: unique(), ...terms });
  const by = { actor: "staff:test", requestId: randomUUID() };
  const { batchId } = await Admin.createCodes({ prefix: unique(), count: 2, terms, ...by });
  return { code, batchId };
}

/** Erases a customer. Returns the ID of the erasure. */
async function erasure() {
  const { erasureId } = await Privacy.beginErasure(await customer());
  await Privacy.advanceErasure({ erasureId, milliseconds: 60_000 });
  return erasureId;
}

/** Finds the path of a variant of a product with several. */
async function variantPath() {
  for (const { slug } of await Search.featured({ limit: 24 })) {
    const variant = (await Catalog.bySlug({ slug }))?.variants.find(({ path }) => path !== "");
    if (variant) return `/product/${slug}/${variant.path}`;
  }
  throw new Error("No product of the shop has several variants.");
}
