import type { Category } from "@securecart/core/catalog";
import type { Listing as Result } from "@securecart/core/search";
import { Breadcrumbs } from "#app/_components/breadcrumbs";
import { Listing } from "#app/_components/listing/listing";
import type { ListingState } from "#app/_lib/listing";

type CategoryViewProps = { category: Category; state: ListingState; result: Result };

/** Renders a category, both for its prerendered page and for its filtered one. */
export function CategoryView({ category, state, result }: CategoryViewProps) {
  const path = `/category/${category.slug}`;
  return (
    <>
      <Breadcrumbs trail={[{ name: category.name, path }]} />
      <h1 className="mt-4 text-3xl md:text-4xl">{category.name}</h1>
      <p className="mt-2 max-w-prose text-muted">{category.description}</p>
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
