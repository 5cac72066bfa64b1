import type { Published } from "@securecart/core/product-review";
import { Stars } from "./rating";
import { ShopTime } from "./shop-time";

type ReviewListProps = { reviews: Published[]; shop: string; heading: "h2" | "h3" };

/** Renders published reviews. Their texts are plain text: an address in one is no link. */
export function ReviewList({ reviews, shop, heading: Heading }: ReviewListProps) {
  return (
    <ul className="divide-y divide-line">
      {reviews.map(({ reviewId, stars, title, text, name, at, reply }) => (
        <li key={reviewId} className="grid max-w-prose gap-1 py-5 wrap-anywhere">
          <Heading className="flex flex-wrap items-center gap-x-3 font-sans text-base font-semibold">
            <Stars average={stars} />
            <span className="sr-only">{starsWords(stars)}.</span>
            {title}
          </Heading>
          <p className="text-sm text-muted">
            {name} · Verified purchase · <ShopTime at={at} precision="day" />
          </p>
          {text && <p className="whitespace-pre-line">{text}</p>}
          {reply && (
            <div className="mt-2 border-l-2 border-edge pl-4">
              <p className="text-sm font-medium">Answer from {shop}</p>
              <p className="whitespace-pre-line">{reply}</p>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Returns a number of stars in words: "4 of 5 stars". */
export const starsWords = (stars: number) => `${stars} of 5 stars`;
