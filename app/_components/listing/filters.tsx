import type { Facet } from "@securecart/core/search";
import { type ListingState, listingUrl, toggled, valuesOf } from "#app/_lib/listing";
import { CheckIcon } from "../icons";
import { Link } from "../link";
import { Button } from "../ui/button";
import { controlClasses } from "../ui/field";
import { HiddenState } from "./hidden-state";

const shownAtOnce = 6;

type FiltersProps = { path: string; state: ListingState; facets: Facet[] };

/** Renders the filters. Each value is a link that toggles it; crawlers are told not to follow the combinations. */
export function Filters({ path, state, facets }: FiltersProps) {
  return (
    <details className="unfold self-start rounded-card border border-line bg-surface p-4 lg:border-0 lg:bg-transparent lg:p-0">
      <summary className="min-h-6 font-medium">Filter</summary>
      <section aria-label="Filters" className="mt-4 grid gap-6 lg:mt-0">
        {facets
          .filter(({ values }) => values.length > 0)
          .map((facet) => (
            <FacetList key={facet.key} path={path} state={state} facet={facet} />
          ))}
        <div>
          <h2 className="font-sans text-base font-semibold">Availability</h2>
          <FilterLink
            href={listingUrl(path, state, { inStock: !state.inStock })}
            on={state.inStock}
            label="In stock only"
          />
        </div>
        <PriceForm path={path} state={state} />
      </section>
    </details>
  );
}

/** Renders a facet. A long list is collapsed after its first values, unless a later one is selected. */
function FacetList({ path, state, facet }: { path: string; state: ListingState; facet: Facet }) {
  const { key, label, values } = facet;
  const on = (value: string) => valuesOf(state.filters, key).includes(value);
  const links = (some: Facet["values"]) => (
    <ul>
      {some.map(({ value, label: text, count }) => (
        <li key={value}>
          <FilterLink
            href={listingUrl(path, state, { filters: toggled(state.filters, key, value) })}
            on={on(value)}
            label={text}
            count={count}
          />
        </li>
      ))}
    </ul>
  );
  const more = values.slice(shownAtOnce);
  return (
    <div>
      <h2 className="mb-1 font-sans text-base font-semibold">{label}</h2>
      {links(values.slice(0, shownAtOnce))}
      {more.length > 0 && (
        <details open={more.some(({ value }) => on(value))}>
          <summary className="min-h-8 py-1 text-muted hover:text-ink">{more.length} more</summary>
          {links(more)}
        </details>
      )}
    </div>
  );
}

function FilterLink({
  href,
  on,
  label,
  count,
}: {
  href: string;
  on: boolean;
  label: string;
  count?: number;
}) {
  return (
    <Link
      href={href}
      rel="nofollow"
      scroll={false}
      aria-current={on || undefined}
      className="group flex min-h-8 items-center gap-2 py-1 text-muted hover:text-ink aria-current:text-ink"
    >
      <span className="inline-flex size-5 shrink-0 items-center justify-center rounded-sm border border-edge group-aria-current:border-accent group-aria-current:bg-accent group-aria-current:text-on-accent">
        {on && <CheckIcon />}
      </span>
      <span>
        {label}
        {count !== undefined && <span className="text-sm text-muted"> ({count})</span>}
        {on && <span className="sr-only">, selected: remove</span>}
      </span>
    </Link>
  );
}

function PriceForm({ path, state }: { path: string; state: ListingState }) {
  return (
    <form key={`${state.min}-${state.max}`} action={path} className="grid gap-2">
      <h2 className="font-sans text-base font-semibold">Price</h2>
      <HiddenState state={state} except={["min", "max"]} />
      <div className="grid grid-cols-2 gap-2">
        <PriceInput name="min" label="From" value={state.min} />
        <PriceInput name="max" label="To" value={state.max} />
      </div>
      <Button look="quiet">Apply price</Button>
    </form>
  );
}

function PriceInput({ name, label, value }: { name: string; label: string; value: number | undefined }) {
  return (
    <div>
      <label htmlFor={`price-${name}`} className="text-sm text-muted">
        {label} <span className="sr-only">price</span>
      </label>
      <input
        id={`price-${name}`}
        name={name}
        type="number"
        min={0}
        step="any"
        inputMode="decimal"
        defaultValue={value}
        className={controlClasses}
      />
    </div>
  );
}
