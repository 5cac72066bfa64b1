import { Order } from "@securecart/core/order";
import { OrderAccess } from "@securecart/core/order-access";
import { type Bought, type ProductReview, ProductReviews } from "@securecart/core/product-review";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "#app/_components/link";
import { Stars } from "#app/_components/rating";
import { starsWords } from "#app/_components/review-list";
import { Thumb } from "#app/_components/thumb";
import { buttonClasses } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { ReviewForm } from "./review-form";

export const metadata: Metadata = { title: "Write a review", robots: { index: false, follow: false } };

type Item = Bought & { review: ProductReview | null };

/** Renders the items of an order with the reviews of its buyer, and the form for one of them. */
export default async function ReviewsPage({ params, searchParams }: PageProps<"/reviews/[token]">) {
  const [{ token }, { product, thanks }] = await Promise.all([params, searchParams]);
  const orderId = OrderAccess.openReview(token);
  const known = orderId ? await Order.byId({ orderId }) : null;
  if (!known) notFound();
  const { order, products } = await ProductReviews.toReview({ orderId: known.orderId });
  if (!ProductReviews.isOpen(order))
    return (
      <Frame>
        <Notice tone="plain">The items of this order can't be reviewed.</Notice>
      </Frame>
    );
  const [only] = products.length === 1 && thanks !== "1" ? products : [];
  const chosen = products.find(({ productId }) => productId === product) ?? only;
  return (
    <Frame>
      {thanks === "1" && (
        <Notice tone="good" role="status">
          Thank you for your review. We read each one before we publish it. Until then you can change it here.
        </Notice>
      )}
      <ul className="divide-y divide-line">
        {products.map((item) => (
          <li key={item.productId} className="flex gap-4 py-4">
            <Thumb image={item.image} size="small" />
            <div className="grid grow content-start gap-2">
              <h2 className="font-sans text-base font-medium">{item.name}</h2>
              <State item={item} />
              {item === chosen && isOpen(item) ? (
                <ReviewForm
                  key={item.review?.version ?? 0}
                  token={token}
                  productId={item.productId}
                  written={writtenOf(item, order.contact.name)}
                  longest={ProductReviews.limits}
                />
              ) : (
                isOpen(item) && (
                  <Link
                    href={`/reviews/${token}?product=${item.productId}`}
                    className={buttonClasses("quiet", "justify-self-start")}
                  >
                    {item.review ? "Change your review" : "Write a review"}
                    <span className="sr-only"> of {item.name}</span>
                  </Link>
                )
              )}
            </div>
          </li>
        ))}
      </ul>
    </Frame>
  );
}

const isOpen = ({ review }: Item) => !review || review.state === "waiting";

const Frame = ({ children }: { children: React.ReactNode }) => (
  <div className="mx-auto grid max-w-3xl gap-4">
    <h1 className="text-3xl md:text-4xl">How do you like it?</h1>
    {children}
  </div>
);

/** Renders the review so far and what happens with it. */
function State({ item: { review } }: { item: Item }) {
  if (!review) return null;
  return (
    <>
      <p className="flex items-center gap-3">
        <Stars average={review.stars} />
        <span className="sr-only">{starsWords(review.stars)}.</span>
        <span>{states[review.state]}</span>
      </p>
      {review.state === "refused" && review.reason && <p className="text-muted">{review.reason}</p>}
    </>
  );
}

const states = {
  waiting: "We will read your review soon.",
  published: "Your review is published. Thank you.",
  refused: "We did not publish your review.",
};

/** Returns what the form shows first. */
const writtenOf = ({ review }: Item, name: string) => ({
  stars: review ? `${review.stars}` : "",
  title: review?.title ?? "",
  text: review?.text ?? "",
  name: review?.name ?? ProductReviews.shortName(name),
});
