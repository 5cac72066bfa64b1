import type { Category } from "@securecart/core/catalog";
import type { Listing as Result } from "@securecart/core/search";
import { Breadcrumbs } from "#app/_components/breadcrumbs";
import { Listing } from "#app/_components/listing/listing";
import type { ListingState } from "#app/_lib/listing";

type CategoryViewProps = { category: Category; state: ListingState; result: Result };

/** One view for both ways to a category: prerendered as it stands, or filtered on request. */
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
        empty={<p className="py-10 text-lg">There is nothing on this shelf yet. Please come back soon.</p>}
      />
    </>
  );
}
