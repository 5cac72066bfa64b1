import { CloseIcon, SearchIcon } from "../icons";
import { SearchAssist } from "./search-assist";

const panelId = "search-panel";
const fieldId = "site-search";

/** Renders the button that opens the search on a phone, without JavaScript too. */
export function SearchButton({ className }: { className: string }) {
  return (
    <button type="button" popoverTarget={panelId} aria-label="Open search" className={className}>
      <SearchIcon />
    </button>
  );
}

/**
 * Renders the search of the header: on wide screens in its row, on a phone as a panel over it. It is a plain form;
 * suggestions are added in browsers that run scripts.
 */
export function SearchForm() {
  return (
    <search
      id={panelId}
      popover="auto"
      className="text-ink max-md:fixed max-md:inset-x-0 max-md:top-0 max-md:w-full max-md:overflow-visible max-md:bg-surface max-md:p-2 max-md:shadow-lg max-md:backdrop:bg-[rgb(0_0_0/0.5)] md:relative md:block md:w-80 md:overflow-visible md:bg-transparent"
    >
      <div className="flex items-center gap-1">
        <div className="grow">
          <SearchField id={fieldId} />
        </div>
        <button
          type="button"
          popoverTarget={panelId}
          popoverTargetAction="hide"
          aria-label="Close search"
          className="inline-flex size-11 shrink-0 items-center justify-center rounded-control hover:bg-sunken md:hidden"
        >
          <CloseIcon />
        </button>
      </div>
      <SearchAssist inputId={fieldId} panelId={panelId} />
    </search>
  );
}

/** Renders the form with its field. */
export function SearchField({ id, value }: { id: string; value?: string | undefined }) {
  return (
    <form action="/search" className="relative">
      <label htmlFor={id} className="sr-only">
        Search
      </label>
      <input
        id={id}
        type="search"
        name="q"
        maxLength={100}
        defaultValue={value}
        placeholder="Search products"
        className="min-h-11 w-full rounded-control border border-edge bg-ground py-2 pr-12 pl-3"
      />
      <button
        type="submit"
        aria-label="Search"
        className="absolute inset-y-0 right-0 inline-flex w-11 items-center justify-center rounded-control text-muted hover:text-ink"
      >
        <SearchIcon />
      </button>
    </form>
  );
}
