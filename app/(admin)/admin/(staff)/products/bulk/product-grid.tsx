"use client";

import { Fragment, type KeyboardEvent, useActionState, useId } from "react";
import { Button } from "#app/_components/ui/button";
import { classes } from "#app/_components/ui/classes";
import { Notice } from "#app/_components/ui/notice";
import type { Outcome } from "#app/_lib/attempt";
import { statusLabels } from "../labels";
import { saveGrid } from "./actions";

export type GridProduct = {
  productId: string;
  name: string;
  seen: number;
  /** Values by the names that a change gives them. */
  values: Record<string, string>;
  variants: { sku: string; title: string }[];
};

type Column = { name: string; label: string; width: string; isNumber?: boolean };

const columnsOf = (currencies: readonly string[]): Column[] => [
  { name: "SKU", label: "SKU", width: "w-40" },
  { name: "barcode", label: "Barcode", width: "w-36" },
  ...currencies.flatMap((currency) => [
    { name: `price in ${currency}`, label: `Price ${currency}`, width: "w-24", isNumber: true },
    {
      name: `compare-at price in ${currency}`,
      label: `Compare-at ${currency}`,
      width: "w-24",
      isNumber: true,
    },
  ]),
  { name: "weight", label: "Weight (g)", width: "w-20", isNumber: true },
];

type ProductGridProps = {
  products: GridProduct[];
  /** Currencies of the shop, its own first. */
  currencies: readonly string[];
  requestId: string;
};

/** Renders the values of products and their variants as a grid of fields, saved together. Works without JavaScript. */
export function ProductGrid({ products, currencies, requestId }: ProductGridProps) {
  const columns = columnsOf(currencies);
  const [outcome, submit, pending] = useActionState(saveGrid, null);
  return (
    <form action={submit} noValidate className="grid gap-4">
      <input type="hidden" name="requestId" value={requestId} />
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls a region that is wider than the page
        tabIndex={0}
        aria-label="Products and variants"
        className="overflow-x-auto rounded-card border border-line bg-surface"
      >
        <table className="w-full border-collapse text-left text-sm" onKeyDown={move}>
          <caption className="sr-only">Products with their variants</caption>
          <thead>
            <tr className="border-b border-edge text-muted">
              {columns.map(({ name, label }) => (
                <th key={name} scope="col" className="h-10 px-2 font-medium whitespace-nowrap">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          {products.map((product) => (
            <ProductRows
              key={`${product.productId} ${product.seen} ${outcome?.ok}`}
              product={product}
              columns={columns}
              outcome={outcome}
            />
          ))}
        </table>
      </section>
      <div className="flex flex-wrap items-center gap-4">
        <Button busy={pending}>Save all</Button>
        <div role="status">
          {outcome?.ok && <Notice tone="good">{outcome.message}</Notice>}
          {outcome?.ok === false && <Notice tone="bad">{outcome.message}</Notice>}
        </div>
      </div>
    </form>
  );
}

/** Moves the focus to the same column of the row above or below. */
function move(event: KeyboardEvent<HTMLTableElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const here = event.target;
  if (!step || !(here instanceof HTMLInputElement) || !here.dataset.column) return;
  const fields = [
    ...event.currentTarget.querySelectorAll<HTMLInputElement>(`input[data-column="${here.dataset.column}"]`),
  ];
  const next = fields[fields.indexOf(here) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
}

type RowsProps = { product: GridProduct; columns: Column[]; outcome: Outcome | null };

function ProductRows({ product, columns, outcome }: RowsProps) {
  const { productId, name, seen, values, variants } = product;
  const refused = outcome?.ok === false ? outcome : null;
  const cell = (value: string) => {
    const field = `${productId}|${value}`;
    const typed = refused?.values?.[field];
    const saved = values[value] ?? "";
    return {
      name: field,
      value: typed ?? saved,
      saved: typed !== undefined && typed !== saved && refused?.fields?.[productId] ? saved : null,
      error: refused?.fields?.[field],
    };
  };
  const problem = refused?.fields?.[productId];
  const status = cell("status");
  return (
    <tbody className="border-b border-edge last:border-0">
      <tr className="bg-sunken">
        <th scope="rowgroup" colSpan={columns.length} className="px-2 py-1 font-normal">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="font-medium wrap-anywhere">{name}</span>
            <input type="hidden" name={`was|${productId}`} value={JSON.stringify({ seen, values })} />
            <label className="flex items-center gap-2">
              Status
              <select name={status.name} defaultValue={status.value} className={`${control} w-28`}>
                {Object.entries(statusLabels).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
            <div className="flex min-w-0 grow items-center gap-2">
              <span aria-hidden="true">Tags</span>
              <Cell {...cell("tags")} label={`Tags of ${name}`} column="tags" width="w-full max-w-80" />
            </div>
          </div>
          {(problem ?? status.error) && (
            <p className="py-1 font-medium text-danger">{problem ?? status.error}</p>
          )}
        </th>
      </tr>
      {variants.map(({ sku, title }) => (
        <tr key={sku}>
          {columns.map((column) => (
            <td key={column.name} className="h-10 px-2 py-1 align-top">
              <Cell
                {...cell(`${sku}: ${column.name}`)}
                label={`${column.label} of ${title ? `${sku}, ${title}` : sku}`}
                column={column.name}
                width={column.width}
                isNumber={column.isNumber ?? false}
              />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

const control =
  "h-8 rounded-control border border-edge bg-surface px-2 text-sm text-ink aria-invalid:border-2 aria-invalid:border-danger";

type CellProps = {
  name: string;
  value: string;
  /** Value that another staff member has saved meanwhile. */
  saved: string | null;
  error: string | undefined;
  label: string;
  column: string;
  width: string;
  isNumber?: boolean;
};

function Cell({ name, value, saved, error, label, column, width, isNumber = false }: CellProps) {
  const note = useId();
  return (
    <Fragment>
      <input
        name={name}
        defaultValue={value}
        aria-label={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || saved !== null ? note : undefined}
        autoComplete="off"
        inputMode={isNumber ? "decimal" : undefined}
        data-column={column}
        className={classes(control, width, isNumber && "text-right tabular-nums")}
      />
      {(error || saved !== null) && (
        <span id={note} className="block max-w-40 font-medium text-danger">
          {error ?? `Saved now: ${saved || "empty"}`}
        </span>
      )}
    </Fragment>
  );
}
