import type { Facet } from "@securecart/core/search";
import { shopCurrency } from "#app/_lib/cached";
import { type ListingState, listingUrl, toggled } from "#app/_lib/listing-url";
import { Link } from "../link";

/** Renders the active filters, to remove one by one or all at once. */
export async function ActiveFilters({
  path,
  state,
  facets,
}: {
  path: string;
  state: ListingState;
  facets: Facet[];
}) {
  const { min, max, ...rest } = state;
  const currency = await shopCurrency();
  const whole = (amount: number) =>
    new Intl.NumberFormat("en-US", {
      style: "currency",
      currency,
      maximumFractionDigits: 0,
    }).format(amount);
  const chips = [
    ...Object.entries(state.filters).flatMap(([key, values]) =>
      values.map((value) => ({
        label: `${facets.find((facet) => facet.key === key)?.label ?? key}: ${labelOf(facets, key, value)}`,
        href: listingUrl(path, state, { filters: toggled(state.filters, key, value) }),
      })),
    ),
    ...(min === undefined
      ? []
      : [{ label: `From ${whole(min)}`, href: listingUrl(path, without(state, "min")) }]),
    ...(max === undefined
      ? []
      : [{ label: `Up to ${whole(max)}`, href: listingUrl(path, without(state, "max")) }]),
    ...(state.inStock ? [{ label: "In stock", href: listingUrl(path, state, { inStock: false }) }] : []),
  ];
  return (
    <ul aria-label="Active filters" className="mb-6 flex flex-wrap items-center gap-2">
      {chips.map(({ label, href }) => (
        <li key={href}>
          <Link
            href={href}
            rel="nofollow"
            scroll={false}
            className="inline-flex min-h-8 items-center gap-2 rounded-full border border-edge bg-surface px-3 text-sm hover:border-ink"
          >
            <span className="sr-only">Remove filter </span>
            {label}
            <span aria-hidden="true">×</span>
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={listingUrl(path, { ...rest, filters: {}, inStock: false })}
          className="text-link inline-flex min-h-8 items-center px-2 text-sm"
        >
          Clear all
        </Link>
      </li>
    </ul>
  );
}

const labelOf = (facets: Facet[], key: string, value: string) =>
  facets.find((facet) => facet.key === key)?.values.find((known) => known.value === value)?.label ?? value;

function without(state: ListingState, part: "min" | "max"): ListingState {
  const { [part]: _, ...rest } = state;
  return { ...rest, page: 1 };
}
