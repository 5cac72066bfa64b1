"use client";

import type { Facet } from "@securecart/core/search";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import { filterParam, type ListingState, listingUrl, valuesOf } from "#app/_lib/listing-url";
import { CheckIcon, CloseIcon } from "../icons";
import { Button } from "../ui/button";
import { controlClasses } from "../ui/field";

const shownAtOnce = 6;

/** ID of the control that gets the focus when the list with the new filters is shown. */
let focusNext = "";

type FilterFormProps = { path: string; state: ListingState; facets: Facet[]; total: number };

/**
 * Renders the filters as one form. On wide screens a choice applies at once. On a phone the sheet stays open while the
 * shopper chooses, counts what is chosen, and is applied by its button. Without JavaScript it is a plain form.
 */
export function FilterForm({ path, state, facets, total }: FilterFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const counting = useRef(new AbortController());
  const [found, setFound] = useState<Counted | null>({ total, facets });
  const [isSheet, setSheet] = useState(false);
  const [isPending, startTransition] = useTransition();

  useEffect(() => {
    document.getElementById(focusNext)?.focus({ preventScroll: true });
    focusNext = "";
  }, []);

  function apply(focus: string, scroll: boolean) {
    if (!form.current) return;
    const query = queryOf(form.current);
    const url = query ? `${path}?${query}` : path;
    if (url === listingUrl(path, state)) return;
    focusNext = focus;
    startTransition(() => router.push(url, { scroll }));
  }

  function choose({ target, currentTarget }: FormEvent<HTMLFormElement>) {
    if (!isSheet) {
      if (target instanceof HTMLInputElement && target.type === "checkbox") apply(target.id, false);
      return;
    }
    counting.current.abort();
    counting.current = new AbortController();
    const { signal } = counting.current;
    setFound((before) => before && { ...before, total: null });
    // Without a response the button names no count; it still applies what is chosen.
    count(path, queryOf(currentTarget), signal).then(
      (now) => !signal.aborted && setFound((before) => now ?? before),
      () => null,
    );
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    event.currentTarget.hidePopover();
    apply(isSheet ? "open-filters" : "apply-price", isSheet);
  }

  const shown = found?.facets ?? facets;
  return (
    <form
      ref={form}
      id="filters"
      popover="auto"
      action={path}
      aria-label="Filters"
      aria-busy={isPending || undefined}
      onChange={choose}
      onSubmit={submit}
      onToggle={(event) => {
        if (event.target !== event.currentTarget) return; // a long list that unfolds
        setSheet(event.newState === "open");
        if (event.newState === "open") event.currentTarget.focus();
      }}
      tabIndex={-1}
      className="text-ink focus:outline-none aria-busy:opacity-60 max-lg:fixed max-lg:inset-x-0 max-lg:top-auto max-lg:bottom-0 max-lg:m-0 max-lg:max-h-[88dvh] max-lg:w-full max-lg:flex-col max-lg:overflow-hidden max-lg:rounded-t-2xl max-lg:bg-surface max-lg:shadow-lg max-lg:backdrop:bg-[rgb(0_0_0/0.5)] max-lg:open:flex lg:static lg:block lg:overflow-visible lg:bg-transparent"
    >
      <input type="hidden" name="q" value={state.q ?? ""} disabled={!state.q} />
      <input type="hidden" name="sort" value={state.sort ?? ""} disabled={!state.sort} />
      <div className="flex items-center justify-between border-b border-line py-1 pr-1 pl-4 lg:hidden">
        <h2 className="text-lg">Filter</h2>
        <button
          type="button"
          popoverTarget="filters"
          popoverTargetAction="hide"
          aria-label="Close filters"
          className="inline-flex size-11 items-center justify-center rounded-control hover:bg-sunken"
        >
          <CloseIcon />
        </button>
      </div>
      <div className="grid gap-6 max-lg:overflow-y-auto max-lg:overscroll-contain max-lg:p-4">
        {shown
          .filter(({ values }) => values.length > 0)
          .map((facet) => (
            <FacetList key={facet.key} facet={facet} chosen={valuesOf(state.filters, facet.key)} />
          ))}
        <fieldset>
          <Legend>Availability</Legend>
          <Choice id="in-stock" name="stock" value="in" on={state.inStock} label="In stock only" />
        </fieldset>
        <PriceRange min={state.min} max={state.max} />
      </div>
      <div className="border-t border-line p-4 pb-[calc(1rem+env(safe-area-inset-bottom))] lg:hidden">
        <Button className="w-full">{buttonText(isSheet ? found?.total : null)}</Button>
      </div>
      <noscript>
        <Button className="mt-4 w-full max-lg:hidden">Apply filters</Button>
      </noscript>
    </form>
  );
}

type Counted = { total: number | null; facets: Facet[] };

/** Returns the text of the sheet's button. Before the count is known, and without JavaScript, it names none. */
function buttonText(total: number | null | undefined) {
  if (typeof total !== "number") return "Show products";
  return total === 1 ? "Show 1 product" : `Show ${total.toLocaleString("en-US")} products`;
}

/** Returns the query of a form as the pages write it: without empty fields, and the same for the same choice. */
function queryOf(form: HTMLFormElement) {
  const entries = [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && value.trim() !== "" ? [[name, value]] : [],
  );
  const order = ["q", "filter", "min", "max", "stock", "sort"];
  entries.sort(([a, x], [b, y]) => order.indexOf(a) - order.indexOf(b) || (x < y ? -1 : 1));
  return new URLSearchParams(entries).toString().replaceAll("%3A", ":");
}

/** Requests the number of products that fit, and those with each facet value. Throws when the network fails. */
async function count(path: string, query: string, signal: AbortSignal): Promise<Counted | null> {
  const response = await fetch(`/api/listing?${new URLSearchParams({ list: path })}&${query}`, { signal });
  return response.ok ? response.json() : null;
}

const Legend = ({ children }: { children: string }) => (
  <legend className="mb-1 text-base font-semibold">{children}</legend>
);

/** Renders a facet. A long list is collapsed after its first values, unless a later one is selected. */
function FacetList({ facet: { key, label, values }, chosen }: { facet: Facet; chosen: string[] }) {
  const choices = (some: Facet["values"]) =>
    some.map(({ value, label: text, count: many }) => (
      <Choice
        key={value}
        id={`filter-${key}-${value}`}
        name="filter"
        value={filterParam(key, value)}
        on={chosen.includes(value)}
        label={text}
        count={many}
      />
    ));
  const more = values.slice(shownAtOnce);
  return (
    <fieldset>
      <Legend>{label}</Legend>
      {choices(values.slice(0, shownAtOnce))}
      {more.length > 0 && (
        <details open={more.some(({ value }) => chosen.includes(value))}>
          <summary className="flex min-h-11 items-center text-muted hover:text-ink lg:min-h-8">
            {more.length} more
          </summary>
          {choices(more)}
        </details>
      )}
    </fieldset>
  );
}

type ChoiceProps = { id: string; name: string; value: string; on: boolean; label: string; count?: number };

function Choice({ id, name, value, on, label, count: many }: ChoiceProps) {
  return (
    <label
      htmlFor={id}
      className="flex min-h-11 items-center gap-2 py-1 text-muted hover:text-ink has-checked:text-ink lg:min-h-8"
    >
      <span className="relative inline-flex size-5 shrink-0">
        <input
          id={id}
          type="checkbox"
          name={name}
          value={value}
          defaultChecked={on}
          className="peer size-5 appearance-none rounded-sm border border-edge bg-surface checked:border-accent checked:bg-accent forced-colors:appearance-auto"
        />
        <span className="pointer-events-none absolute inset-0 hidden text-on-accent peer-checked:block forced-colors:hidden">
          <CheckIcon />
        </span>
      </span>
      <span>
        {label}
        {many !== undefined && <span className="text-sm text-muted"> ({many})</span>}
      </span>
    </label>
  );
}

function PriceRange({ min, max }: { min: number | undefined; max: number | undefined }) {
  return (
    <fieldset>
      <Legend>Price</Legend>
      <div className="grid grid-cols-2 gap-2">
        <PriceInput name="min" label="From" value={min} />
        <PriceInput name="max" label="To" value={max} />
      </div>
      <Button id="apply-price" look="quiet" className="mt-2 w-full max-lg:hidden">
        Apply price
      </Button>
    </fieldset>
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
