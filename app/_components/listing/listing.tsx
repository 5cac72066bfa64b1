import type { Listing as Result } from "@securecart/core/search";
import type { ReactNode } from "react";
import { isFiltered } from "#app/_lib/listing";
import type { ListingState } from "#app/_lib/listing-url";
import { ProductGrid } from "../product-card";
import { ActiveFilters } from "./active-filters";
import { FilterButton, Filters } from "./filters";
import { Pagination } from "./pagination";
import { SortForm } from "./sort-form";

export type ListingProps = {
  /** The page's URL without its query. */
  path: string;
  state: ListingState;
  result: Result;
  /** Content when nothing is found. */
  empty: ReactNode;
};

/** Renders products with filters, sort order and pagination: links and forms that change the URL. */
export function Listing({ path, state, result, empty }: ListingProps) {
  const { total, cards, facets } = result;
  const filtered = isFiltered(state);
  if (total === 0 && !filtered) return empty;
  return (
    <div className="mt-4 grid lg:mt-6 lg:grid-cols-[15rem_1fr] lg:gap-12">
      <Filters path={path} state={state} facets={facets} total={total} />
      <div>
        <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 lg:mb-6">
          <FilterButton state={state} />
          <p role="status" className="text-muted max-lg:order-last max-lg:w-full max-lg:text-sm">
            {total === 1 ? "1 product" : `${total.toLocaleString("en-US")} products`}
          </p>
          <SortForm path={path} state={state} />
        </div>
        {filtered && <ActiveFilters path={path} state={state} facets={facets} />}
        {cards.length > 0 ? (
          <ProductGrid cards={cards} heading="h2" eager={state.page === 1 ? 2 : 0} />
        ) : (
          <p className="py-10 text-lg">No products match these filters. Try removing some.</p>
        )}
        <Pagination path={path} state={state} pages={result.pages} />
      </div>
    </div>
  );
}
