import type { Card } from "@securecart/core/catalog";
import { Content, type HomeBlock, type Targets } from "@securecart/core/content";
import { ProductGrid } from "../product-card";
import { SmartLink } from "../smart-link";

type ProductsBlockProps = {
  block: Extract<HomeBlock, { type: "products" }>;
  cards: Card[];
  targets: Targets;
  isFirst: boolean;
};

/** Renders a row of products, and a link to all of them; nothing without products. */
export function ProductsBlock({ block: { id, title, source }, cards, targets, isFirst }: ProductsBlockProps) {
  if (cards.length === 0) return null;
  const href = source === "featured" ? null : Content.hrefOf(source, targets);
  return (
    <section aria-labelledby={`block-${id}`}>
      <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={`block-${id}`} className="text-2xl">
          {title}
        </h2>
        {href && (
          <SmartLink href={href} className="text-link inline-block py-1">
            See all<span className="sr-only">: {title}</span>
          </SmartLink>
        )}
      </div>
      <ProductGrid cards={cards} heading="h3" eager={isFirst ? 4 : 0} />
    </section>
  );
}
