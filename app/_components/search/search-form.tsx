import { SearchIcon } from "../icons";
import { SearchAssist } from "./search-assist";

/** Renders the search of the header. It is a plain form; suggestions are added in browsers that run scripts. */
export function SearchForm() {
  return (
    <search className="relative order-3 w-full md:order-2 md:ml-auto md:w-80">
      <SearchField id="site-search" />
      <SearchAssist inputId="site-search" />
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
