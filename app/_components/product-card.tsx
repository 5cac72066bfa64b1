import type { Card } from "@securecart/core/catalog";
import { productUrl } from "../_lib/product-url";
import { Link } from "./link";
import { Picture } from "./picture";
import { Badge } from "./ui/badge";
import { Price } from "./ui/price";

type Level = "h2" | "h3";

type ProductGridProps = { cards: Card[]; heading: Level; eager?: number };

/** Renders products in a grid: two columns on a phone, four on a wide screen. */
export function ProductGrid({ cards, heading, eager = 0 }: ProductGridProps) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 sm:gap-x-6 xl:grid-cols-4">
      {cards.map((card, index) => (
        <li key={card.slug}>
          <ProductCard card={card} heading={heading} first={index < eager} />
        </li>
      ))}
    </ul>
  );
}

/** Renders a product. The whole card can be clicked; the product's name is the text of the link. */
function ProductCard({ card, heading: Heading, first }: { card: Card; heading: Level; first: boolean }) {
  return (
    <article className="group relative grid gap-3">
      <div className="overflow-hidden rounded-card bg-sunken">
        <Picture
          image={card.image}
          alt=""
          first={first}
          sizes="(min-width: 80rem) 17rem, (min-width: 40rem) 30vw, 46vw"
          className="aspect-square w-full object-cover transition-transform duration-300 group-hover:scale-[1.03]"
        />
      </div>
      <div className="grid gap-0.5">
        <Heading className="font-sans text-base font-medium leading-snug">
          <Link
            href={productUrl(card)}
            className="underline-offset-4 before:absolute before:inset-0 before:z-1 before:rounded-card before:content-[''] group-hover:underline focus-visible:outline-none focus-visible:before:outline-3 focus-visible:before:outline-offset-4 focus-visible:before:outline-accent"
          >
            {card.name}
          </Link>
        </Heading>
        {card.brand && <p className="text-sm text-muted">{card.brand}</p>}
        <Price
          amount={card.price.from}
          to={card.price.to}
          compareAt={card.compareAt}
          lowest={card.lowest}
          currency={card.price.currency}
        />
        {!card.inStock && (
          <p className="mt-1">
            <Badge>Sold out</Badge>
          </p>
        )}
      </div>
    </article>
  );
}
