import { Search } from "@securecart/core/search";
import type { Metadata } from "next";
import { CategoryLinks } from "#app/_components/category-links";
import { Listing } from "#app/_components/listing/listing";
import { categories } from "#app/_lib/cached";
import { listingQuery, readListing } from "#app/_lib/listing";

export async function generateMetadata({ searchParams }: PageProps<"/search">): Promise<Metadata> {
  const { q } = readListing(await searchParams);
  return { title: q ? `Search: ${q}` : "All products", robots: { index: false, follow: true } };
}

export default async function SearchPage({ searchParams }: PageProps<"/search">) {
  const state = readListing(await searchParams);
  const result = await Search.products(listingQuery(state));
  return (
    <>
      <h1 className="text-3xl md:text-4xl">{state.q ? `Results for “${state.q}”` : "All products"}</h1>
      <Listing path="/search" state={state} result={result} empty={<NothingFound q={state.q} />} />
    </>
  );
}

async function NothingFound({ q }: { q: string | undefined }) {
  const hasCategories = (await categories()).length > 0;
  return (
    <div className="mt-6 max-w-prose">
      <p role="status" className="text-lg">
        {q ? `We found nothing for “${q}”.` : "There are no products yet."}
      </p>
      <ul className="mt-4 list-disc pl-5 text-muted">
        <li>Check the spelling, or try a more general word.</li>
        <li>Search for what it is (“kettle”), not what it does.</li>
      </ul>
      {hasCategories && (
        <>
          <h2 className="mt-8 text-xl">Or browse</h2>
          <CategoryLinks className="mt-2" />
        </>
      )}
    </div>
  );
}
