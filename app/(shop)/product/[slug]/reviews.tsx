import { Catalog, type Product } from "@securecart/core/catalog";
import { Link } from "#app/_components/link";
import { RatingLine, ratingWords, Stars } from "#app/_components/rating";
import { ReviewList } from "#app/_components/review-list";
import { reviewsOf, shopName } from "#app/_lib/cached";

/** Renders the rating of a product as a link to its reviews; nothing without reviews. */
export function RatingLink({ product }: { product: Product }) {
  const rating = Catalog.ratingOf(product);
  if (!rating) return null;
  return (
    <a
      href="#reviews"
      className="inline-flex min-h-11 items-center underline-offset-4 hover:underline lg:min-h-8"
    >
      <RatingLine rating={rating} />
    </a>
  );
}

/** Renders the rating of a product, how many gave which stars, and its newest reviews. */
export async function Reviews({ product }: { product: Product }) {
  const rating = Catalog.ratingOf(product);
  if (!rating) return null;
  const [reviews, shop] = await Promise.all([reviewsOf(product), shopName()]);
  return (
    <section id="reviews" aria-labelledby="reviews-heading" className="mt-12 border-t border-line pt-8">
      <h2 id="reviews-heading" className="text-2xl">
        Reviews
      </h2>
      <div className="mt-4 grid gap-8 lg:grid-cols-[16rem_1fr]">
        <RatingSummary rating={rating} />
        <div>
          <ReviewList reviews={reviews} shop={shop} heading="h3" />
          {rating.count > reviews.length && (
            <Link href={`/product-reviews/${product.slug}`} className="text-link inline-block py-2.5">
              Read all {rating.count} reviews
            </Link>
          )}
        </div>
      </div>
    </section>
  );
}

/** Renders the average of all reviews and how many have which stars. */
export function RatingSummary({ rating }: { rating: Catalog.Rating }) {
  const { average, count, stars } = rating;
  return (
    <div className="grid content-start gap-3">
      <p className="flex items-center gap-3">
        <Stars average={average} className="h-6" />
        <span className="sr-only">{ratingWords(rating)}</span>
        <span aria-hidden="true" className="font-medium tabular-nums">
          {average.toFixed(1)} of 5
        </span>
      </p>
      <ul className="grid gap-1 text-sm">
        {stars
          .map((number, i) => ({ number, of: i + 1 }))
          .reverse()
          .map(({ number, of }) => (
            <li key={of} className="grid grid-cols-[4rem_1fr_2.5rem] items-center gap-2">
              <span>{of === 1 ? "1 star" : `${of} stars`}</span>
              <span aria-hidden="true" className="h-2 overflow-hidden rounded-control bg-sunken">
                <span
                  className="block h-full bg-accent"
                  style={{ width: `${Math.round((100 * number) / count)}%` }}
                />
              </span>
              <span className="text-right text-muted tabular-nums">
                {number}
                <span className="sr-only">{number === 1 ? " review" : " reviews"}</span>
              </span>
            </li>
          ))}
      </ul>
    </div>
  );
}
