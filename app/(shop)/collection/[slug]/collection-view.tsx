import type { CollectionRow } from "@securecart/core/collection";
import type { Listing as Result } from "@securecart/core/search";
import { Breadcrumbs } from "#app/_components/breadcrumbs";
import { Listing } from "#app/_components/listing/listing";
import { RichText } from "#app/_components/rich-text";
import type { ListingState } from "#app/_lib/listing-url";

type CollectionViewProps = { collection: CollectionRow; state: ListingState; result: Result };

/** Renders a collection, both for its prerendered page and for its filtered one. */
export function CollectionView({ collection, state, result }: CollectionViewProps) {
  const { slug, name, description } = collection;
  const path = `/collection/${slug}`;
  return (
    <>
      <Breadcrumbs trail={[{ name, path }]} />
      <h1 className="mt-4 text-3xl break-words md:text-4xl">{name}</h1>
      <RichText value={description} className="mt-2 text-muted" />
      <Listing
        path={path}
        state={state}
        result={result}
        empty={
          <p className="py-10 text-lg">
            There are no products in this collection yet. Please check back soon.
          </p>
        }
      />
    </>
  );
}
