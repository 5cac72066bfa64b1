"use client";

import { useActionState } from "react";
import { Link } from "#app/_components/link";
import { Button } from "#app/_components/ui/button";
import { controlClasses, Field } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import { type ImportState, importCounts } from "./actions";
import { CheckedRows, Results } from "./rows";

/** Renders the form for a list of counts, and what it would change; nothing changes before the second form is sent. */
export function ImportForm({ requestId }: { requestId: string }) {
  const [state, submit, pending] = useActionState(importCounts, null);
  const changes = (state?.rows ?? []).flatMap((row) =>
    row.result === "change" ? [{ sku: row.sku, counted: row.to, seen: row.seen }] : [],
  );
  const isChecked = state?.rows !== undefined;
  return (
    <div className="grid max-w-4xl gap-8">
      {state?.results && <Results results={state.results} />}
      {isChecked && <CheckedRows rows={state.rows ?? []} />}
      {isChecked && changes.length > 0 && (
        <form action={submit} noValidate className="grid max-w-md gap-4">
          <input type="hidden" name="step" value="apply" />
          <input type="hidden" name="requestId" value={state.requestId} />
          <input type="hidden" name="text" value={state.text} />
          <input type="hidden" name="counts" value={JSON.stringify(changes)} />
          <Field
            label="Reason for the count"
            name="cause"
            required
            maxLength={200}
            autoComplete="off"
            defaultValue={typedIn(state, "cause") || "Stocktaking"}
            error={errorOf(state, "cause")}
          />
          <Button busy={pending} className="justify-self-start">
            Apply {changes.length} {changes.length === 1 ? "count" : "counts"}
          </Button>
        </form>
      )}
      <form action={submit} noValidate className="grid gap-4">
        <input type="hidden" name="step" value="check" />
        <input type="hidden" name="requestId" value={requestId} />
        <Problem state={state} />
        <div className="grid gap-1">
          <label htmlFor="text" className="font-medium">
            SKUs and counts
          </label>
          <p id="text-hint" className="text-sm text-muted">
            One SKU and its count per row, as copied from a spreadsheet or as CSV. Count everything in the
            warehouse, including items held or allocated for orders.
          </p>
          <textarea
            key={state?.text}
            id="text"
            name="text"
            rows={8}
            defaultValue={state?.text}
            placeholder={"sku,counted\nMUG-1,12"}
            spellCheck={false}
            aria-describedby={errorOf(state, "text") ? "text-error text-hint" : "text-hint"}
            aria-invalid={errorOf(state, "text") ? true : undefined}
            className={`${controlClasses} font-mono text-sm`}
          />
          <ErrorText state={state} name="text" />
        </div>
        <div className="grid gap-1">
          <label htmlFor="file" className="font-medium">
            Or a file <span className="font-normal text-muted">(CSV or tab-separated text)</span>
          </label>
          <input
            id="file"
            type="file"
            name="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
            aria-describedby={errorOf(state, "file") ? "file-error" : undefined}
            aria-invalid={errorOf(state, "file") ? true : undefined}
            className="max-w-full text-sm file:mr-3 file:min-h-11 file:rounded-control file:border file:border-edge file:bg-surface file:px-4 file:text-base file:font-medium file:text-ink"
          />
          <ErrorText state={state} name="file" />
        </div>
        <div className="flex flex-wrap items-center gap-4">
          <Button look={changes.length > 0 ? "quiet" : "primary"} busy={pending}>
            {isChecked ? "Check again" : "Check"}
          </Button>
          <Link href="/admin/stock" className="text-link">
            Back to the stock
          </Link>
        </div>
      </form>
    </div>
  );
}

const refusalOf = (state: ImportState | null) => (state && !state.outcome.ok ? state.outcome : null);
const errorOf = (state: ImportState | null, name: string) => refusalOf(state)?.fields?.[name];
const typedIn = (state: ImportState | null, name: string) => refusalOf(state)?.values?.[name];

function ErrorText({ state, name }: { state: ImportState | null; name: string }) {
  const error = errorOf(state, name);
  return error ? (
    <p id={`${name}-error`} className="text-sm font-medium text-danger">
      {error}
    </p>
  ) : null;
}

function Problem({ state }: { state: ImportState | null }) {
  const refusal = refusalOf(state);
  return (
    <div role="status" className="empty:hidden">
      {refusal && <Notice tone="bad">{refusal.message}</Notice>}
    </div>
  );
}
