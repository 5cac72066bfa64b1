import { randomUUID } from "node:crypto";
import { Catalog, type Product } from "@securecart/core/catalog";
import { type ProductReview, ProductReviews, type ReviewState } from "@securecart/core/product-review";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Stars } from "#app/_components/rating";
import { starsWords } from "#app/_components/review-list";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { FilterTabs } from "#app/(admin)/admin/_parts/filter-tabs";
import { Pages } from "#app/(admin)/admin/_parts/pages";
import { Empty } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { publish, refuse, reply } from "./actions";
import { PublishTicked } from "./publish-ticked";

export const metadata: Metadata = { title: "Reviews" };

const here = "/admin/reviews";
const labels: Record<ReviewState, string> = {
  waiting: "Waiting",
  published: "Published",
  refused: "Refused",
};
const bulkForm = "publish-ticked";

/** Lists the product reviews in a state, with the forms that decide on each. */
export default async function ReviewsPage({ searchParams }: PageProps<"/admin/reviews">) {
  const { roles } = await requireStaff({ may: "reviews.read", from: here });
  const { state, cursor } = readQuery(await searchParams);
  const { rows, next } = await ProductReviews.list({ state, ...(cursor && { cursor }) });
  const found = await Catalog.byIds({ productIds: [...new Set(rows.map(({ productId }) => productId))] });
  const products = new Map(found.map((product) => [product.productId, product]));
  const mayDecide = Staff.may(roles, "reviews.decide");
  const isBulk = mayDecide && state === "waiting" && rows.length > 0;
  return (
    <>
      <Title>Reviews</Title>
      <FilterTabs
        label="Reviews"
        className="mb-4"
        tabs={ProductReviews.states.map((one) => ({
          href: one === "waiting" ? here : `${here}?state=${one}`,
          label: labels[one],
          isHere: one === state,
        }))}
      />
      {isBulk && <PublishTicked id={bulkForm} requestId={randomUUID()} />}
      {rows.length === 0 ? (
        <Empty>{empty[state]}</Empty>
      ) : (
        <ul className="grid gap-4">
          {rows.map((review) => (
            <Review
              key={`${review.reviewId} ${review.version}`}
              review={review}
              product={products.get(review.productId)}
              mayDecide={mayDecide}
            />
          ))}
        </ul>
      )}
      <Pages path={here} query={state === "waiting" ? {} : { state }} cursor={cursor} next={next} />
    </>
  );
}

const empty: Record<ReviewState, string> = {
  waiting: "No reviews are waiting for a decision.",
  published: "No reviews are published yet.",
  refused: "No reviews were refused.",
};

/** Reads the URL; what is not in order shows the first page of waiting reviews. */
function readQuery(given: Record<string, string | string[] | undefined>) {
  const state = ProductReviews.states.find((one) => one === given.state) ?? "waiting";
  const { success } = ProductReviews.list.schema.safeParse({ state, cursor: given.cursor });
  return { state, cursor: success && typeof given.cursor === "string" ? given.cursor : undefined };
}

type ReviewProps = { review: ProductReview; product: Product | undefined; mayDecide: boolean };

function Review({ review, product, mayDecide }: ReviewProps) {
  const { reviewId, version, stars, title, text, name, at, state, actor, decidedAt } = review;
  return (
    <li className="grid gap-2 rounded-card border border-line bg-surface p-4 wrap-anywhere">
      <div className="flex items-start gap-3">
        {mayDecide && state === "waiting" && (
          <input
            type="checkbox"
            form={bulkForm}
            name="review"
            value={`${reviewId}:${version}`}
            aria-label={`Tick the review of ${name}`}
            className="mt-1 block size-4 accent-accent"
          />
        )}
        <div className="grid gap-1">
          <h2 className="flex flex-wrap items-center gap-x-3 font-sans text-base font-medium">
            <Stars average={stars} />
            <span className="sr-only">{starsWords(stars)}.</span>
            {title || "Without a title"}
          </h2>
          <p className="text-sm text-muted">
            {name}, <When at={at} />
            {product && (
              <>
                , about{" "}
                <Link href={`/admin/products/${product.productId}`} className="text-link">
                  {product.name}
                </Link>
              </>
            )}
          </p>
        </div>
      </div>
      {text && <p className="max-w-prose whitespace-pre-line">{text}</p>}
      {review.reply && (
        <p className="max-w-prose border-l-2 border-edge pl-4 whitespace-pre-line">{review.reply}</p>
      )}
      {state === "refused" && review.reason && <p className="text-muted">Refused: {review.reason}</p>}
      {actor && decidedAt && (
        <p className="text-sm text-muted">
          {labels[state]} by {actor}, <When at={decidedAt} />
        </p>
      )}
      {mayDecide && <Forms review={review} />}
    </li>
  );
}

/** Renders the forms that decide on a review. */
function Forms({ review: { reviewId, version, state, ...review } }: { review: ProductReview }) {
  const hidden = () => ({ reviewId, seen: `${version}`, requestId: randomUUID() });
  return (
    <div className="grid items-start gap-4 md:flex md:flex-wrap">
      {state !== "published" && <ActionForm action={publish} hidden={hidden()} button="Publish" />}
      {state !== "refused" && (
        <Folded title={state === "published" ? "Take down" : "Refuse"}>
          <ActionForm
            action={refuse}
            hidden={hidden()}
            fields={[
              {
                name: "reason",
                label: "Reason",
                hint: "The author sees it.",
                required: true,
                maxLength: ProductReviews.limits.reason,
              },
            ]}
            button={state === "published" ? "Take the review down" : "Refuse the review"}
            look="quiet"
          />
        </Folded>
      )}
      {state === "published" && (
        <Folded title={review.reply ? "Change the answer" : "Answer"}>
          <ActionForm
            action={reply}
            hidden={hidden()}
            fields={[
              {
                name: "reply",
                label: "Answer of the shop",
                hint: "Everyone sees it below the review. Empty: no answer.",
                rows: 3,
                value: review.reply ?? "",
                maxLength: ProductReviews.limits.reply,
              },
            ]}
            button="Save answer"
            look="quiet"
          />
        </Folded>
      )}
    </div>
  );
}

const Folded = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <details>
    <summary className="text-link inline-block py-2.5">{title}</summary>
    <div className="w-full max-w-md">{children}</div>
  </details>
);
