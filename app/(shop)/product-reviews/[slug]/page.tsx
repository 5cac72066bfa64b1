import { Catalog } from "@securecart/core/catalog";
import { ProductReviews } from "@securecart/core/product-review";
import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { Breadcrumbs } from "#app/_components/breadcrumbs";
import { Pages } from "#app/_components/pages";
import { ReviewList } from "#app/_components/review-list";
import { product as findProduct, shopName } from "#app/_lib/cached";
import { RatingSummary } from "#app/(shop)/product/[slug]/reviews";

/** Finds the product and its rating. Redirects a former slug. */
async function find(slug: string) {
  const found = await findProduct(slug);
  if (found && "movedTo" in found) permanentRedirect(`/product-reviews/${found.movedTo}`);
  const rating = found && Catalog.ratingOf(found.product);
  return found && rating ? { product: found.product, rating } : null;
}

/** Returns the metadata of the list. Only its first page is for search engines: the others have no title of their own. */
export async function generateMetadata({
  params,
  searchParams,
}: PageProps<"/product-reviews/[slug]">): Promise<Metadata> {
  const found = await find((await params).slug);
  if (!found) return {};
  const { cursor } = await searchParams;
  return {
    title: `Reviews of ${found.product.name}`,
    alternates: { canonical: `/product-reviews/${found.product.slug}` },
    ...(cursor !== undefined && { robots: { index: false, follow: true } }),
  };
}

export default async function ProductReviewsPage({
  params,
  searchParams,
}: PageProps<"/product-reviews/[slug]">) {
  const [{ slug }, given] = await Promise.all([params, searchParams]);
  const found = await find(slug);
  if (!found) notFound();
  const { product, rating } = found;
  const { productId } = product;
  const asked = ProductReviews.published.schema.safeParse({ productId, cursor: given.cursor });
  const cursor = asked.success && typeof given.cursor === "string" ? given.cursor : undefined;
  const [{ rows, next }, shop] = await Promise.all([
    ProductReviews.published({ productId, ...(cursor && { cursor }) }),
    shopName(),
  ]);
  const path = `/product-reviews/${product.slug}`;
  return (
    <>
      <Breadcrumbs
        trail={[
          { name: product.name, path: `/product/${product.slug}` },
          { name: "Reviews", path },
        ]}
      />
      <h1 className="mt-4 mb-6 text-3xl md:text-4xl">Reviews of {product.name}</h1>
      <div className="grid gap-8 lg:grid-cols-[16rem_1fr]">
        <RatingSummary rating={rating} />
        <div>
          <ReviewList reviews={rows} shop={shop} heading="h2" />
          <Pages path={path} cursor={cursor} next={next} />
        </div>
      </div>
    </>
  );
}
