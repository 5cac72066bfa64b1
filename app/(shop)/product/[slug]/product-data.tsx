import type { Variant } from "@securecart/core/catalog";
import { Money } from "@securecart/core/money";
import { RichText } from "@securecart/core/rich-text";
import { Shop } from "@securecart/core/shop";
import { JsonLd } from "#app/_components/json-ld";
import { imageUrl } from "#app/_components/picture";
import { productUrl } from "#app/_lib/product-url";
import type { Found } from "./find";
import { policyData } from "./policy-data";
import { priceOf } from "./price-in";
import { ratingData } from "./rating-data";

const absolute = (path: string) => new URL(path, Shop.url()).href;

/**
 * Renders the product as structured data for search engines: with several variants as a group of them, each with its price
 * and stock. Delivery and returns, the same for all, are written once.
 */
export async function ProductData(found: Found) {
  const { product, variants, chosen } = found;
  const policies = await policyData(found);
  const shared = {
    name: product.name,
    description: product.summary || RichText.summary(product.description, 5_000),
    ...(product.brand && { brand: { "@type": "Brand", name: product.brand } }),
    ...(await ratingData(product)),
  };
  const described =
    variants.length > 1
      ? {
          "@type": "ProductGroup",
          ...shared,
          url: absolute(productUrl({ slug: product.slug })),
          productGroupID: product.productId,
          variesBy: product.options.flatMap(({ name }) => {
            const property = propertyOf(name);
            return property ? [`https://schema.org/${property}`] : [];
          }),
          image: product.images.map(({ key }) => absolute(imageUrl(key, 1280))),
          hasVariant: variants.map((variant) => variantData(variant, found, policies.of(variant))),
        }
      : {
          ...variantData(chosen, found, policies.of(chosen)),
          ...shared,
          image: product.images.map(({ key }) => absolute(imageUrl(key, 1280))),
        };
  return <JsonLd data={{ "@graph": [described, ...policies.nodes] }} />;
}

/** Returns a variant as structured data. */
function variantData(variant: Variant, { product, stock, board, currency }: Found, refer: object) {
  const image = product.images[variant.image] ?? product.images[0];
  const url = absolute(productUrl(variant));
  const properties = Object.entries(variant.options).flatMap(([name, value]) => {
    const property = propertyOf(name);
    return property ? [[property, value]] : [];
  });
  return {
    "@type": "Product",
    name: variant.title ? `${product.name}, ${variant.title}` : product.name,
    sku: variant.sku,
    ...(variant.barcode && { gtin: variant.barcode }),
    ...(image && { image: absolute(imageUrl(image.key, 1280)) }),
    ...Object.fromEntries(properties),
    offers: {
      "@type": "Offer",
      url,
      price: Money.decimal(priceOf({ chosen: variant, board, currency }).amount, currency),
      priceCurrency: currency,
      availability: `https://schema.org/${(stock[variant.sku] ?? 0) > 0 ? "InStock" : "OutOfStock"}`,
      itemCondition: "https://schema.org/NewCondition",
      ...refer,
    },
  };
}

/** Properties by which search engines tell variants apart, by the names that merchants give their options. */
const properties: Record<string, string> = {
  color: "color",
  colour: "color",
  size: "size",
  material: "material",
  pattern: "pattern",
};

const propertyOf = (option: string) => properties[option.toLowerCase()];
