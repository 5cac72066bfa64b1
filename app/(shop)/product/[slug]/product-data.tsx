import { Money } from "@securecart/core/money";
import { RichText } from "@securecart/core/rich-text";
import { Shop } from "@securecart/core/shop";
import { JsonLd } from "#app/_components/json-ld";
import { imageUrl } from "#app/_components/picture";
import { productUrl } from "#app/_lib/product-url";
import type { Found } from "./find";
import { priceOf } from "./price-in";

/** Renders the chosen variant as structured data for search engines. */
export function ProductData({ product, chosen, stock, board, currency }: Found) {
  const absolute = (path: string) => new URL(path, Shop.url()).href;
  return (
    <JsonLd
      data={{
        "@type": "Product",
        name: chosen.title ? `${product.name}, ${chosen.title}` : product.name,
        description: product.summary || RichText.summary(product.description, 5_000),
        sku: chosen.sku,
        ...(product.brand && { brand: { "@type": "Brand", name: product.brand } }),
        image: product.images.map(({ key }) => absolute(imageUrl(key, 1280))),
        url: absolute(productUrl(chosen)),
        offers: {
          "@type": "Offer",
          url: absolute(productUrl(chosen)),
          price: Money.decimal(priceOf({ chosen, board, currency }).amount, currency),
          priceCurrency: currency,
          availability: `https://schema.org/${(stock[chosen.sku] ?? 0) > 0 ? "InStock" : "OutOfStock"}`,
          itemCondition: "https://schema.org/NewCondition",
        },
      }}
    />
  );
}
