import { filterParam, type ListingState } from "#app/_lib/listing-url";

type Part = "sort" | "min" | "max";

/** Renders the rest of a listing's state as hidden fields of a form that changes one part. The page starts over. */
export function HiddenState({ state, except }: { state: ListingState; except: Part[] }) {
  const parts: [string, string | undefined][] = [
    ["q", state.q],
    ...Object.entries(state.filters).flatMap(([key, values]) =>
      values.map((value): [string, string] => ["filter", filterParam(key, value)]),
    ),
    ["stock", state.inStock ? "in" : undefined],
    ...(["sort", "min", "max"] as const)
      .filter((part) => !except.includes(part))
      .map((part): [string, string | undefined] => [part, state[part]?.toString()]),
  ];
  return parts.map(
    ([name, value]) => value && <input key={`${name}=${value}`} type="hidden" name={name} value={value} />,
  );
}
