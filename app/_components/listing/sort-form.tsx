import { sorts } from "#app/_lib/listing";
import type { ListingState } from "#app/_lib/listing-url";
import { SubmitOnChange } from "../submit-on-change";
import { Button } from "../ui/button";
import { controlClasses } from "../ui/field";
import { HiddenState } from "./hidden-state";

/** Renders the sort order. The button is for browsers without JavaScript; with it, a choice submits the form. */
export function SortForm({ path, state }: { path: string; state: ListingState }) {
  return (
    <SubmitOnChange key={state.sort} action={path} className="ml-auto flex items-center gap-2">
      <HiddenState state={state} except={["sort"]} />
      <label htmlFor="sort" className="shrink-0 text-muted max-lg:sr-only">
        Sort by
      </label>
      <select id="sort" name="sort" defaultValue={state.sort ?? "relevance"} className={controlClasses}>
        {sorts.map(({ value, label }) => (
          <option key={value} value={value}>
            {value === "relevance" && !state.q ? "Recommended" : label}
          </option>
        ))}
      </select>
      <noscript>
        <Button look="quiet" className="shrink-0">
          Sort
        </Button>
      </noscript>
    </SubmitOnChange>
  );
}
