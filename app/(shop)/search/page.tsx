import { type Note, Search } from "@securecart/core/search";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { after } from "next/server";
import { CategoryLinks } from "#app/_components/category-links";
import { Link } from "#app/_components/link";
import { Listing } from "#app/_components/listing/listing";
import { SearchField } from "#app/_components/search/search-form";
import { categories, shopCurrency } from "#app/_lib/cached";
import { isBeyond, isFiltered, listingQuery, readListing } from "#app/_lib/listing";
import { linksFor, type SearchLink } from "#app/_lib/search-links";
import { KeepQuery } from "./keep-query";

export async function generateMetadata({ searchParams }: PageProps<"/search">): Promise<Metadata> {
  const { q } = readListing(await searchParams);
  return { title: q ? `Search: ${q}` : "All products", robots: { index: false, follow: true } };
}

export default async function SearchPage({ searchParams }: PageProps<"/search">) {
  const state = readListing(await searchParams);
  const { q } = state;
  const [result, links] = await Promise.all([
    Search.products(listingQuery(state, await shopCurrency())),
    q ? linksFor(q) : [],
  ]);
  if (isBeyond(result)) notFound();
  const isNear = result.note?.kind === "partial";
  const isPlain = state.page === 1 && !isFiltered(state) && state.sort === undefined;
  if (q && isPlain && (result.total === 0 || isNear))
    after(() => Search.recordMiss({ q, isNear: result.total > 0 }));
  return (
    <>
      <h1 className="text-3xl md:text-4xl">{q ? `Results for “${q}”` : "All products"}</h1>
      {q && (
        <>
          <KeepQuery q={q} />
          <div className="mt-4 md:hidden">
            <SearchField id="search-phone" value={q} />
          </div>
          <noscript>
            <div className="mt-4 max-w-md max-md:hidden">
              <SearchField id="search-again" value={q} />
            </div>
          </noscript>
          {result.total > 0 && <Understood q={q} note={result.note} />}
          <Links links={links} />
        </>
      )}
      <Listing path="/search" state={state} result={result} empty={<NothingFound q={q} />} />
    </>
  );
}

/** Tells how the words were understood, when not as they were typed. */
function Understood({ q, note }: { q: string; note: Note | null }) {
  if (!note) return null;
  return (
    <p className="mt-3 text-lg">
      {note.kind === "corrected"
        ? `Showing results for “${note.meant}”.`
        : `No exact match for “${q}”. These are the closest matches.`}
    </p>
  );
}

/** Renders links to the categories and pages that a search means. */
function Links({ links }: { links: SearchLink[] }) {
  if (links.length === 0) return null;
  return (
    <nav aria-label="Categories and information" className="mt-4">
      <ul className="flex flex-wrap gap-2">
        {links.map(({ href, name }) => (
          <li key={href}>
            <Link
              href={href}
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

function NothingFound({ q }: { q: string | undefined }) {
  return (
    <div className="mt-6 max-w-prose">
      <p role="status" className="text-lg">
        {q ? `We found nothing for “${q}”.` : "There are no products yet."}
      </p>
      {q && (
        <ul className="mt-4 list-disc pl-5 text-muted">
          <li>Check the spelling, or try a more general word.</li>
          <li>Search for what it is (“kettle”), not what it does.</li>
        </ul>
      )}
      <BrowseCategories />
    </div>
  );
}

async function BrowseCategories() {
  const hasCategories = (await categories()).length > 0;
  if (!hasCategories) return null;
  return (
    <>
      <h2 className="mt-8 text-xl">Or browse</h2>
      <CategoryLinks className="mt-2" />
    </>
  );
}
