import type Stripe from "stripe";
import { invalid, missingParam } from "./errors";
import { emit } from "./events";
import { newId } from "./ids";
import { listOf } from "./lists";
import type { PriceData, RequestParams } from "./params";
import { createPrice } from "./prices";
import type { Handlers } from "./routes";
import { cleared, metadata, need, type World } from "./world";

type Fields = Omit<RequestParams["POST /v1/products"], "default_price_data" | "expand">;

export function createProduct(world: World, fields: Fields): Stripe.Product {
  if (!fields.name) throw missingParam("name");
  if (fields.id && world.store.find("product", fields.id))
    throw invalid(`Product already exists: ${fields.id}`, "id", "resource_already_exists");
  const product: Stripe.Product = {
    id: fields.id ?? newId("prod", 14),
    object: "product",
    active: fields.active ?? true,
    created: world.now(),
    default_price: null,
    description: fields.description ?? null,
    images: fields.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: metadata(fields.metadata),
    name: fields.name,
    package_dimensions: null,
    shippable: fields.shippable ?? null,
    statement_descriptor: fields.statement_descriptor ?? null,
    tax_code: fields.tax_code ?? null,
    tax_details: null,
    type: "service",
    unit_label: fields.unit_label ?? null,
    updated: world.now(),
    url: fields.url ?? null,
  };
  world.store.put("product", product);
  emit(world, "product.created", product);
  return product;
}

/** Returns the product that a line names, or creates the inactive product that it describes. */
export function productOf(
  world: World,
  { product, product_data: data }: PriceData,
  at: string,
): Stripe.Product {
  if (product) return need(world, "product", product, `${at}[product]`);
  if (!data) throw missingParam(`${at}[product_data]`);
  return createProduct(world, { ...data, active: false });
}

export const products = {
  "POST /v1/products": (world, { default_price_data: price, expand: _, ...fields }) => {
    const product = createProduct(world, fields);
    if (!price) return product;
    const created = createPrice(world, { ...price, product: product.id }, "default_price_data[unit_amount]");
    const priced: Stripe.Product = { ...product, default_price: created.id };
    world.store.put("product", priced);
    return priced;
  },
  "GET /v1/products": (world, { active, ids, shippable, url, ...page }) =>
    listOf(world, "product", "/v1/products", page, {
      equal: { active, shippable, url },
      sql: ids ? [{ sql: `id IN (${ids.map(() => "?").join(", ")})`, values: ids }] : [],
    }),
  "GET /v1/products/:id": (world, _, { id }) => need(world, "product", id),
  "POST /v1/products/:id": (world, fields, { id }) => {
    const present = need(world, "product", id);
    if (fields.default_price) need(world, "price", fields.default_price, "default_price");
    const product: Stripe.Product = {
      ...present,
      active: fields.active ?? present.active,
      default_price: fields.default_price ?? present.default_price ?? null,
      description: fields.description === undefined ? present.description : cleared(fields.description),
      images: fields.images === undefined ? present.images : (cleared(fields.images) ?? []),
      metadata:
        fields.metadata === undefined ? present.metadata : metadata(fields.metadata, present.metadata),
      name: fields.name ?? present.name,
      shippable: fields.shippable ?? present.shippable,
      tax_code: fields.tax_code === undefined ? (present.tax_code ?? null) : cleared(fields.tax_code),
      url: fields.url === undefined ? present.url : cleared(fields.url),
      updated: world.now(),
    };
    world.store.put("product", product);
    emit(world, "product.updated", product);
    return product;
  },
  "DELETE /v1/products/:id": (world, _, { id }): Stripe.DeletedProduct => {
    const product = need(world, "product", id);
    world.store.remove("product", id);
    emit(world, "product.deleted", product);
    return { id, object: "product", deleted: true };
  },
} satisfies Partial<Handlers>;
