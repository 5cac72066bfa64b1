import { Catalog } from "@securecart/core/catalog";
import type { RichTextValue } from "@securecart/core/rich-text";
import { Breadcrumbs } from "#app/_components/breadcrumbs";
import { Link } from "#app/_components/link";
import { RecentlyViewed } from "#app/_components/recently-viewed";
import { RichText } from "#app/_components/rich-text";
import { Price } from "#app/_components/ui/price";
import { categories, settings } from "#app/_lib/cached";
import { Buy } from "./buy";
import type { Found, UrlOf } from "./find";
import { Gallery } from "./gallery";
import { MoreProducts } from "./more-products";
import { Options } from "./options";
import { priceOf } from "./price-in";
import { ProductData } from "./product-data";
import { RatingLink, Reviews } from "./reviews";
import { Terms } from "./terms";
import { VolumePrices } from "./volume-prices";

/**
 * Renders a product, for its own URL and for each variant's, and as a preview with links of its own and no way to other
 * pages. The chosen variant decides photo, price and stock.
 */
export async function ProductView(found: Found & { urlOf?: UrlOf }) {
  const { product, chosen, stock, currency } = found;
  const [all, { leftFrom }] = await Promise.all([categories(), settings("stock")]);
  const trail = Catalog.trailOf(all, product.categorySlug);
  const { amount, compareAt, lowest } = priceOf(found);
  return (
    <>
      {!found.urlOf && (
        <Breadcrumbs
          trail={[
            ...trail.map(({ name, address }) => ({ name, path: `/category/${address}` })),
            { name: product.name, path: `/product/${product.slug}` },
          ]}
        />
      )}
      {/* On narrow screens one column, so that name and price come before the photos and "Add to cart" sticks below. */}
      <article className="mt-4 gap-5 max-lg:flex max-lg:flex-col lg:grid lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] lg:gap-14">
        <Gallery key={chosen.sku} {...found} />
        <div className="flex min-w-0 flex-col gap-6 max-lg:contents">
          <div className="max-lg:-order-1">
            {product.brand && <p className="text-muted">{product.brand}</p>}
            <h1 className="mt-1 mb-1.5 text-3xl md:text-4xl">{product.name}</h1>
            <RatingLink product={product} />
            <Price {...{ amount, compareAt, lowest, currency }} className="text-2xl" />
          </div>
          {product.summary && <p className="text-lg text-muted">{product.summary}</p>}
          <VolumePrices variant={chosen} amount={amount} currency={currency} />
          <Options {...found} />
          <Buy
            key={chosen.sku}
            sku={chosen.sku}
            slug={product.slug}
            snapshot={stock[chosen.sku] ?? 0}
            leftFrom={leftFrom}
          />
          <Terms {...found} />
          {!found.urlOf && <PriceAlert slug={product.slug} />}
          <Description value={product.description} />
          <Details details={product.details} />
        </div>
      </article>
      <Reviews product={product} />
      {!found.urlOf && <MoreProducts {...found} />}
      {!found.urlOf && (
        <RecentlyViewed
          current={{
            slug: product.slug,
            name: product.name,
            imageKey: (product.images[chosen.image] ?? product.images[0])?.key ?? "",
          }}
        />
      )}
      <ProductData {...found} />
    </>
  );
}

/** Renders the link to the form that asks for an email when the price falls. */
const PriceAlert = ({ slug }: { slug: string }) => (
  <p className="text-sm">
    <Link
      href={`/alerts/new?${new URLSearchParams({ kind: "price_drop", slug })}`}
      rel="nofollow"
      className="text-link inline-flex min-h-11 items-center lg:min-h-8"
    >
      Tell me when the price drops
    </Link>
  </p>
);

function Description({ value }: { value: RichTextValue }) {
  if (value.length === 0) return null;
  return (
    <section aria-labelledby="description" className="border-t border-line pt-6">
      <h2 id="description" className="text-xl">
        Description
      </h2>
      <RichText value={value} offset={1} className="mt-2" />
    </section>
  );
}

function Details({ details }: { details: { label: string; value: string }[] }) {
  if (details.length === 0) return null;
  return (
    <section aria-labelledby="details" className="border-t border-line pt-6">
      <h2 id="details" className="text-xl">
        Details
      </h2>
      <dl className="mt-2">
        {details.map(({ label, value }) => (
          <div
            key={label}
            className="grid grid-cols-[8rem_1fr] gap-4 border-b border-line py-2 last:border-0"
          >
            <dt className="text-muted">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
