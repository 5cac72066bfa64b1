import type { Facet } from "@securecart/core/search";
import { type ListingState, listingUrl } from "#app/_lib/listing-url";
import { FilterIcon } from "../icons";
import { FilterForm } from "./filter-form";

type FiltersProps = { path: string; state: ListingState; facets: Facet[]; total: number };

/** Renders the filters: beside the list on wide screens, on a phone as a sheet over it. */
export function Filters({ path, state, facets, total }: FiltersProps) {
  return <FilterForm key={listingUrl(path, state)} {...{ path, state, facets, total }} />;
}

/** Renders the button that opens the sheet of filters on a phone, with the number of active ones. */
export function FilterButton({ state: { filters, min, max, inStock } }: { state: ListingState }) {
  const active =
    Object.values(filters).flat().length +
    Number(min !== undefined) +
    Number(max !== undefined) +
    Number(inStock);
  return (
    <button
      id="open-filters"
      type="button"
      popoverTarget="filters"
      className="inline-flex min-h-11 items-center gap-2 rounded-control border border-edge bg-surface px-4 font-medium hover:border-ink lg:hidden"
    >
      <FilterIcon />
      Filter
      {active > 0 && <span className="tabular-nums">{`(${active})`}</span>}
    </button>
  );
}
