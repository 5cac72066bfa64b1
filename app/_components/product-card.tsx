import type { Card, Swatch } from "@securecart/core/catalog";
import { productUrl } from "../_lib/product-url";
import { salePercent } from "../_lib/sale-percent";
import { Link } from "./link";
import { Picture, SmallPicture } from "./picture";
import { RatingLine } from "./rating";
import { Badge } from "./ui/badge";
import { classes } from "./ui/classes";
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
      <CardPicture card={card} first={first} />
      <div className="grid gap-0.5">
        {card.swatches && <Swatches name={card.option} swatches={card.swatches} />}
        <Heading className="font-sans text-base font-medium leading-snug tracking-normal">
          <Link
            href={productUrl(card)}
            className="underline-offset-4 before:absolute before:inset-0 before:z-1 before:rounded-card before:content-[''] group-hover:underline focus-visible:outline-none focus-visible:before:outline-3 focus-visible:before:outline-offset-4 focus-visible:before:outline-accent"
          >
            {card.name}
          </Link>
        </Heading>
        {card.brand && <p className="text-sm text-muted">{card.brand}</p>}
        {card.rating && <RatingLine rating={card.rating} />}
        <Price
          amount={card.price.from}
          to={card.price.to}
          compareAt={card.compareAt}
          lowest={card.lowest}
          currency={card.price.currency}
        />
      </div>
    </article>
  );
}

const sizes = "(min-width: 80rem) 17rem, (min-width: 40rem) 30vw, 46vw";
const fill = "aspect-[4/5] w-full object-cover";

/** Renders the picture with its badges. A mouse over the card shows the second view, which loads only then. */
function CardPicture({ card, first }: { card: Card; first: boolean }) {
  const percent = salePercent(card);
  return (
    <div className="relative overflow-hidden rounded-card bg-sunken">
      <Picture
        image={card.image}
        alt=""
        first={first}
        sizes={sizes}
        className={classes(
          fill,
          !card.another && "transition-transform duration-300 group-hover:scale-[1.03]",
        )}
      />
      {card.another && (
        <div className="second-view absolute inset-0">
          <Picture image={card.another} alt="" sizes={sizes} className={fill} />
        </div>
      )}
      <p className="absolute top-2 left-2 flex flex-wrap gap-1 empty:hidden">
        {percent !== null && <Badge tone="sale">{`-${percent}%`}</Badge>}
        {!card.inStock && <Badge>Sold out</Badge>}
      </p>
    </div>
  );
}

/** Most swatches of a card; a phone shows fewer. */
const most = { phone: 4, wide: 6 };

/** Renders the pictures of an option's values and their number: "4 colors". */
function Swatches({ name = "", swatches }: { name: string | undefined; swatches: Swatch[] }) {
  const label = `${swatches.length} ${/^colou?rs?$/i.test(name) ? "colors" : "options"}`;
  return (
    <p className="mb-1 flex items-center gap-1 text-sm text-muted">
      {swatches.slice(0, most.wide).map(({ value, image }, i) => (
        <span
          key={value}
          className={classes(
            "size-4 shrink-0 overflow-hidden rounded-full border border-edge",
            i >= most.phone && "max-sm:hidden",
          )}
        >
          <SmallPicture image={image} pixels={16} className="size-full scale-[2]" />
        </span>
      ))}
      <span className="ml-1">{label}</span>
    </p>
  );
}
