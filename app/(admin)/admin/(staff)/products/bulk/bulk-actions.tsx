"use client";

import { type ReactNode, useActionState, useId } from "react";
import { Button } from "#app/_components/ui/button";
import { controlClasses } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import { currencyOptions } from "#app/(admin)/admin/_parts/currency-fields";
import { statusLabels } from "../labels";
import { type BulkOutcome, changeAll, type ShownPrice } from "./actions";

type BulkActionsProps = {
  /** Ids of the products, between commas. */
  ids: string;
  requestId: string;
  categories: { value: string; label: string }[];
  /** Currencies of the shop, its own first. */
  currencies: readonly string[];
};

/** Most prices that a preview shows. */
const mostShown = 50;

const listed = new Intl.ListFormat("en");

/** Renders a form for each change that all chosen products take. */
export function BulkActions(props: BulkActionsProps) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-4">
      <Change {...props} title="Status" buttons={[{ kind: "status", label: "Set status" }]}>
        {(id, outcome) => (
          <Select
            {...{ id, outcome }}
            name="status"
            label="New status"
            options={Object.entries(statusLabels).map(([value, label]) => ({ value, label }))}
          />
        )}
      </Change>
      <Change
        {...props}
        title="Tags"
        buttons={[
          { kind: "add_tag", label: "Add tag" },
          { kind: "remove_tag", label: "Remove tag" },
        ]}
      >
        {(id, outcome) => <Text {...{ id, outcome }} name="tag" label="Tag" maxLength={50} />}
      </Change>
      <Change {...props} title="Category" buttons={[{ kind: "category", label: "Set category" }]}>
        {(id, outcome) => (
          <Select
            {...{ id, outcome }}
            name="category"
            label="New category"
            options={[{ value: "", label: "None" }, ...props.categories]}
          />
        )}
      </Change>
      <Prices {...props} />
    </div>
  );
}

type ChangeProps = BulkActionsProps & {
  title: string;
  buttons: { kind: string; label: string }[];
  children: (id: string, outcome: BulkOutcome | null) => ReactNode;
};

/** Renders a change with a button for each of its kinds. */
function Change({ ids, requestId, title, buttons, children }: ChangeProps) {
  const [outcome, submit, pending] = useActionState(changeAll, null);
  const id = useId();
  return (
    <form action={submit} noValidate className="grid gap-3 rounded-card border border-line bg-surface p-4">
      <h2 className="text-lg">{title}</h2>
      <Hidden ids={ids} requestId={requestId} />
      {children(id, outcome)}
      <div className="flex flex-wrap gap-2">
        {buttons.map(({ kind, label }) => (
          <Button key={kind} look="quiet" name="kind" value={kind} busy={pending}>
            {label}
          </Button>
        ))}
      </div>
      <Result outcome={outcome} />
    </form>
  );
}

function Prices({ ids, requestId, currencies }: BulkActionsProps) {
  const [outcome, submit, pending] = useActionState(changeAll, null);
  const id = useId();
  const prices = outcome?.ok === false ? outcome.prices : undefined;
  return (
    <form action={submit} noValidate className="grid gap-3 rounded-card border border-line bg-surface p-4">
      <h2 className="text-lg">Prices</h2>
      <Hidden ids={ids} requestId={requestId} />
      <Select
        {...{ id: `${id}-kind`, outcome }}
        name="kind"
        label="Change by"
        options={[
          { value: "percent", label: "Percent" },
          { value: "amount", label: "Amount" },
        ]}
      />
      <Select
        {...{ id: `${id}-currency`, outcome }}
        name="currency"
        label="Prices in"
        options={[
          ...(currencies.length > 1
            ? [{ value: currencies.join(","), label: listed.format(currencies) }]
            : []),
          ...currencyOptions(currencies),
        ]}
      />
      <Text
        {...{ id: `${id}-by`, outcome }}
        name="by"
        label="How much"
        maxLength={12}
        hint="-10 lowers, 10 raises."
      />
      <div className="flex flex-wrap gap-2">
        <Button look="quiet" name="intent" value="preview" busy={pending}>
          Preview prices
        </Button>
        {prices && (
          <Button name="intent" value="apply" busy={pending}>
            Change prices
          </Button>
        )}
      </div>
      <Result outcome={outcome} />
      {prices && <Preview prices={prices} />}
    </form>
  );
}

function Preview({ prices }: { prices: ShownPrice[] }) {
  if (prices.length === 0) return <p className="text-sm text-muted">No price would change.</p>;
  return (
    <ul aria-label="Prices before and after" className="grid max-h-72 gap-1 overflow-y-auto text-sm">
      {prices.slice(0, mostShown).map(({ sku, name, from, to }) => (
        <li key={`${sku} ${from}`}>
          <span className="text-muted wrap-anywhere">{name}:</span>{" "}
          <span className="whitespace-nowrap tabular-nums">
            {from} → <strong>{to}</strong>
          </span>
        </li>
      ))}
      {prices.length > mostShown && <li className="text-muted">And {prices.length - mostShown} more.</li>}
    </ul>
  );
}

const Hidden = ({ ids, requestId }: { ids: string; requestId: string }) => (
  <>
    <input type="hidden" name="ids" value={ids} />
    <input type="hidden" name="requestId" value={requestId} />
  </>
);

function Result({ outcome }: { outcome: BulkOutcome | null }) {
  return (
    <div role="status" className="empty:-mt-3">
      {outcome?.ok && <Notice tone="good">{outcome.message}</Notice>}
      {outcome?.ok === false && outcome.tone !== "plain" && !outcome.fields && (
        <Notice tone="bad">{outcome.message}</Notice>
      )}
    </div>
  );
}

type FieldProps = { id: string; name: string; label: string; outcome: BulkOutcome | null };

const errorOf = (outcome: BulkOutcome | null, name: string) =>
  outcome?.ok === false ? outcome.fields?.[name] : undefined;
const typedOf = (outcome: BulkOutcome | null, name: string) =>
  outcome?.ok === false ? outcome.values?.[name] : undefined;

function Select({
  id,
  name,
  label,
  outcome,
  options,
}: FieldProps & { options: { value: string; label: string }[] }) {
  const typed = typedOf(outcome, name);
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <select key={typed} id={id} name={name} defaultValue={typed} className={controlClasses}>
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <Wrong id={id} message={errorOf(outcome, name)} />
    </div>
  );
}

type TextProps = FieldProps & { maxLength: number; hint?: string };

function Text({ id, name, label, outcome, maxLength, hint }: TextProps) {
  const error = errorOf(outcome, name);
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        name={name}
        maxLength={maxLength}
        defaultValue={typedOf(outcome, name) ?? ""}
        autoComplete="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className={controlClasses}
      />
      {hint && <p className="text-sm text-muted">{hint}</p>}
      <Wrong id={id} message={error} />
    </div>
  );
}

const Wrong = ({ id, message }: { id: string; message: string | undefined }) =>
  message ? (
    <p id={`${id}-error`} className="text-sm font-medium text-danger">
      {message}
    </p>
  ) : null;
