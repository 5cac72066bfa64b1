import type { Card } from "@securecart/core/catalog";
import { ProductGrid } from "#app/_components/product-card";
import { recommendations } from "#app/_lib/cached";
import type { Found } from "./find";

/** Renders a row of products that were bought together with a product, and a row of others like it. */
export async function MoreProducts({ product, currency }: Pick<Found, "product" | "currency">) {
  const { boughtTogether, related } = await recommendations(product.productId, currency);
  return (
    <>
      <Row id="bought-together" title="Bought together" cards={boughtTogether} />
      <Row id="related" title="Related products" cards={related} />
    </>
  );
}

/** Renders nothing without products. */
function Row({ id, title, cards }: { id: string; title: string; cards: Card[] }) {
  if (cards.length === 0) return null;
  return (
    <section aria-labelledby={id} className="mt-16">
      <h2 id={id} className="mb-6 text-2xl">
        {title}
      </h2>
      <ProductGrid cards={cards} heading="h3" />
    </section>
  );
}
