import { Catalog, type Category } from "@securecart/core/catalog";
import type { Listing as Result } from "@securecart/core/search";
import { Breadcrumbs } from "#app/_components/breadcrumbs";
import { Link } from "#app/_components/link";
import { Listing } from "#app/_components/listing/listing";
import { RichText } from "#app/_components/rich-text";
import { categories } from "#app/_lib/cached";
import type { ListingState } from "#app/_lib/listing-url";

type CategoryViewProps = { category: Category; state: ListingState; result: Result };

/** Renders a category, both for its prerendered page and for its filtered one. */
export async function CategoryView({ category, state, result }: CategoryViewProps) {
  const all = await categories();
  const trail = Catalog.trailOf(all, category.slug);
  const path = `/category/${category.address}`;
  return (
    <>
      <Breadcrumbs trail={trail.map(({ name, address }) => ({ name, path: `/category/${address}` }))} />
      <h1 className="mt-4 text-3xl md:text-4xl">{category.name}</h1>
      <RichText value={category.description} className="mt-2 text-muted" />
      <Subcategories all={Catalog.childrenOf(all, category.slug)} />
      <Listing
        path={path}
        state={state}
        result={result}
        empty={
          <p className="py-10 text-lg">There are no products in this category yet. Please check back soon.</p>
        }
      />
    </>
  );
}

function Subcategories({ all }: { all: Category[] }) {
  if (all.length === 0) return null;
  return (
    <nav aria-label="Subcategories" className="mt-4">
      <ul className="flex flex-wrap gap-2">
        {all.map(({ slug, address, name }) => (
          <li key={slug}>
            <Link
              href={`/category/${address}`}
              className="inline-flex min-h-9 items-center rounded-full border border-edge bg-surface px-4 hover:border-ink"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
