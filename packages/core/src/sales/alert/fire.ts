import { Catalog, type Product, skuKey } from "#catalog/catalog";
import { Price } from "#catalog/price";
import { Clock } from "#platform/clock";
import { transact } from "#platform/dynamo";
import { Event } from "#platform/event";
import { Id } from "#platform/id";
import { Inventory } from "../inventory";
import { AlertEntity } from "./alert.entity";
import { type Alert, isExpired } from "./rows";

/** Alerts that one transaction makes due. */
const perTransaction = 40;

/** Makes the alerts due that wait for SKUs, in the order of their requests. Safe to repeat. One request for a SKU. */
export async function fireBackInStock(skus: readonly string[]) {
  for (const sku of skus) {
    const { data } = await AlertEntity.query
      .byTarget({ kind: "back_in_stock", target: skuKey(sku), state: "waiting" })
      .go({ pages: "all" });
    await makeDue(data);
  }
}

/** Makes the alerts due of which the price has fallen since, of a product. Safe to repeat. One request, two with any. */
export async function firePriceDrop(product: Product) {
  const { productId } = product;
  const { data } = await AlertEntity.query
    .byTarget({ kind: "price_drop", target: productId, state: "waiting" })
    .go({ pages: "all" });
  if (data.length > 0) await firePrices(data, [product]);
}

/**
 * Makes all alerts due of which the price has fallen since: after prices changed for many products at once, and when a
 * sale starts. Safe to repeat. One request for each page of waiting alerts and for each 100 products of theirs.
 */
export async function fireAllPriceDrops() {
  const { data } = await AlertEntity.query
    .byState({ kind: "price_drop", state: "waiting" })
    .go({ pages: "all" });
  const ids = [...new Set(data.map(({ productId }) => productId))];
  for (let from = 0; from < ids.length; from += 100) {
    const products = await Catalog.byIds({ productIds: ids.slice(from, from + 100) });
    const known = new Set(products.map(({ productId }) => productId));
    await firePrices(
      data.filter(({ productId }) => known.has(productId)),
      products,
    );
  }
}

/** Makes an alert due whose event came while it was being written or confirmed. */
export async function fireIfHappened({ kind, sku, productId }: Pick<Alert, "kind" | "sku" | "productId">) {
  if (kind === "back_in_stock" && sku && (await isAvailable(sku))) return fireBackInStock([sku]);
  if (kind !== "price_drop") return;
  const [product] = await Catalog.byIds({ productIds: [productId] });
  if (product) await firePriceDrop(product);
}

/** Tells whether a SKU can be bought now. */
export const isAvailable = async (sku: string) =>
  ((await Inventory.available({ skus: [sku] }))[sku] ?? 0) > 0;

async function firePrices(alerts: Alert[], products: Product[]) {
  const when = { board: await Price.board(), at: Clock.iso() };
  const byId = new Map(products.map((product) => [product.productId, product]));
  const fallen = alerts.filter(({ productId, price = 0, currency }) => {
    const product = byId.get(productId);
    if (product?.status !== "active" || !currency) return false;
    const now = Catalog.lowestPrice(product, currency, when);
    return now > 0 && now < price;
  });
  await makeDue(fallen);
}

/** Makes alerts due, each together with the event that sends its email. What another process made due is left out. */
async function makeDue(alerts: Alert[]) {
  const waiting = alerts.filter((alert) => !isExpired(alert));
  for (let from = 0; from < waiting.length; from += perTransaction) {
    const some = waiting.slice(from, from + perTransaction);
    const { committed } = await transact(dueWrites(some));
    if (!committed) for (const alert of some) await transact(dueWrites([alert]));
  }
}

const dueWrites = (alerts: Alert[]) => ({
  alerts: alerts.map(({ alertId, kind, target, createdAt }) =>
    AlertEntity.patch({ alertId })
      .set({ state: "due" })
      .composite({ kind, target, createdAt })
      .where((at, { eq }) => eq(at.state, "waiting")),
  ),
  events: alerts.map(({ alertId, createdAt }) =>
    Event.record("alert.due", { alertId }, Id.derived("event", "alert", alertId, createdAt)),
  ),
});
