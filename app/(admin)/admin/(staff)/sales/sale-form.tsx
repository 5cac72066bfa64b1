"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Check, controlClasses, Field } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import type { FormOutcome } from "./actions";
import { type FormValues, fieldLabels, type ShownPreview } from "./fields";

type Option = { value: string; label: string };

type SaleFormProps = {
  action: (previous: FormOutcome | null, form: FormData) => Promise<FormOutcome>;
  requestId: string;
  /** Values of the sale as it is saved. */
  values: FormValues;
  /** Id and version of the sale; absent for a new one. */
  known?: { saleId: string; seen: string };
  categories: Option[];
  collections: Option[];
  zone: string;
  button: string;
};

const conflict = "price.sale_changed";

/** Renders the terms of a sale, and a preview of its prices. Works without JavaScript, and keeps what was typed. */
export function SaleForm(props: SaleFormProps) {
  const { action, requestId, values, known, categories, collections, zone, button } = props;
  const [outcome, submit, pending] = useActionState(action, null);
  const refused = outcome?.ok === false ? outcome : null;
  const shown = refused?.values ?? values;
  const isConflict = refused?.code === conflict;
  // Only after the other person's values were shown may the next save replace them.
  const seen = refused && !isConflict ? (refused.values?.seen ?? "") : (known?.seen ?? "");
  const field = (name: string) => ({
    name,
    label: fieldLabels[name] ?? name,
    defaultValue: shown[name] ?? "",
    error: refused?.fields?.[name],
    autoComplete: "off",
  });
  return (
    <form action={submit} noValidate className="grid max-w-4xl gap-8">
      {/* The Enter key presses the first button, which must be the one that saves. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="requestId" value={requestId} />
      {known && <input type="hidden" name="saleId" value={known.saleId} />}
      {known && <input type="hidden" name="seen" value={seen} />}
      <div key={JSON.stringify([shown, refused?.fields])} className="grid gap-8">
        <Reduction shown={shown} error={refused?.fields?.kind} field={field} />
        <Items
          shown={shown}
          errors={refused?.fields ?? {}}
          categories={categories}
          collections={collections}
          field={field}
        />
        <Section
          title="Time"
          hint={`Times are in ${zone}, the time zone of the shop. A time that the clocks skip is the one that they show instead. Of a time that occurs twice, the start is the first and the end the second.`}
        >
          <Pair>
            <Field {...field("startsAt")} type="datetime-local" hint="Empty: now." />
            <Field {...field("endsAt")} type="datetime-local" hint="Empty: until it is stopped." />
          </Pair>
        </Section>
      </div>
      <div className="grid gap-4">
        <div className="flex flex-wrap gap-3">
          <Button busy={pending}>{button}</Button>
          <Button look="quiet" name="intent" value="preview" busy={pending}>
            Preview prices
          </Button>
        </div>
        <div role="status" className="grid gap-4">
          {outcome?.ok && <Notice tone="good">The sale has been saved.</Notice>}
          {refused && refused.tone !== "plain" && <Problems refused={refused} />}
          {refused && isConflict && <Differences saved={values} typed={shown} />}
          {refused?.preview && <Preview {...refused.preview} />}
        </div>
      </div>
    </form>
  );
}

type FieldOf = (name: string) => {
  name: string;
  label: string;
  defaultValue: string;
  error: string | undefined;
  autoComplete: string;
};

function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="grid gap-4 border-t border-line pt-5">
      <div>
        <h2 className="text-xl">{title}</h2>
        {hint && <p className="mt-1 text-sm text-muted">{hint}</p>}
      </div>
      {children}
    </section>
  );
}

const Pair = ({ children }: { children: ReactNode }) => (
  <div className="grid gap-4 sm:grid-cols-2">{children}</div>
);

const kinds: Option[] = [
  { value: "percent", label: "Percentage" },
  { value: "amount", label: "Amount off" },
  { value: "price", label: "Fixed price" },
];

type RadiosProps = { name: string; options: Option[]; chosen: string; error: string | undefined };

function Radios({ name, options, chosen, error }: RadiosProps) {
  return (
    <fieldset className="grid gap-1" aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="mb-1 font-medium">{fieldLabels[name]}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {options.map(({ value, label }) => (
          <label key={value} htmlFor={`${name}-${value}`} className="flex min-h-11 items-center gap-2">
            <input
              id={`${name}-${value}`}
              type="radio"
              name={name}
              value={value}
              defaultChecked={value === chosen}
              className="size-5 shrink-0 accent-accent"
            />
            {label}
          </label>
        ))}
      </div>
      {error && (
        <p id={`${name}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

type PartProps = { shown: FormValues; field: FieldOf };

/** Renders the kind of reduction. Only the fields of the chosen kind are in sight, by a style sheet alone. */
function Reduction({ shown, error, field }: PartProps & { error: string | undefined }) {
  return (
    <Section title="Reduction">
      <Pair>
        <Field
          {...field("name")}
          required
          maxLength={60}
          hint="Shown in the cart, for example “Winter sale”."
        />
      </Pair>
      <div className="group grid gap-4">
        <Radios name="kind" options={kinds} chosen={shown.kind ?? ""} error={error} />
        <div className="hidden gap-4 group-has-[#kind-percent:checked]:grid sm:grid-cols-2">
          <Field
            {...field("percent")}
            required
            inputMode="numeric"
            maxLength={3}
            hint="Prices are rounded to the cent, half a cent up."
          />
          <Check
            name="ending"
            label="End prices in .99"
            defaultChecked={shown.ending === "on"}
            hint="Each price becomes the next lower one that ends in .99."
          />
        </div>
        <div className="hidden gap-4 group-has-[#kind-amount:checked]:grid sm:grid-cols-2">
          <Field {...field("amountUSD")} inputMode="decimal" maxLength={12} />
          <Field
            {...field("amountEUR")}
            inputMode="decimal"
            maxLength={12}
            hint="A currency without an amount is not reduced."
          />
        </div>
        <div className="hidden gap-4 group-has-[#kind-price:checked]:grid sm:grid-cols-2">
          <Field {...field("priceUSD")} inputMode="decimal" maxLength={12} />
          <Field
            {...field("priceEUR")}
            inputMode="decimal"
            maxLength={12}
            hint="A currency without a price is not reduced."
          />
        </div>
      </div>
      <p className="text-sm text-muted">
        When several sales or prices apply, the lowest counts. A sale never raises a price and never makes
        anything free.
      </p>
    </Section>
  );
}

const targets: Option[] = [
  { value: "some", label: "Some items" },
  { value: "all", label: "All items" },
];

type ItemsProps = PartProps & { errors: Record<string, string>; categories: Option[]; collections: Option[] };

function Items({ shown, errors, categories, collections, field }: ItemsProps) {
  return (
    <Section title="Items" hint="The sale is for everything that one of these names.">
      <div className="group grid gap-4">
        <Radios name="target" options={targets} chosen={shown.target ?? ""} error={errors.target} />
        <div className="hidden gap-4 group-has-[#target-some:checked]:grid">
          <Boxes name="categories" shown={shown} options={categories} hint="With the categories in them." />
          {collections.length > 0 && (
            <Boxes
              name="collections"
              shown={shown}
              options={collections}
              error={errors.collections}
              hint="What is in a collection when the sale starts is in the sale until it ends."
            />
          )}
          <Pair>
            <Lines
              {...field("products")}
              hint="One in each line: the name, a SKU, or the address of the page. The sale is for all its variants."
            />
            <Lines {...field("skus")} hint="One SKU in each line, for single variants." />
          </Pair>
        </div>
      </div>
    </Section>
  );
}

type BoxesProps = {
  name: string;
  shown: FormValues;
  options: Option[];
  hint: string;
  error?: string | undefined;
};

/** Renders a box for each option, and for each chosen one that is gone. */
function Boxes({ name, shown, options, hint, error }: BoxesProps) {
  const chosen = (shown[name] ?? "").split("\n");
  const gone = chosen.filter((one) => one !== "" && !options.some(({ value }) => value === one));
  return (
    <fieldset
      className="grid gap-1"
      aria-describedby={[error && `${name}-error`, `${name}-hint`].filter(Boolean).join(" ")}
    >
      <legend className="font-medium">
        {fieldLabels[name]} <span className="font-normal text-muted">(optional)</span>
      </legend>
      <div className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
        {[...options, ...gone.map((one) => ({ value: one, label: one }))].map(({ value, label }) => (
          <label key={value} htmlFor={`${name}-${value}`} className="flex min-h-9 items-center gap-2">
            <input
              id={`${name}-${value}`}
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
              className="size-5 shrink-0 accent-accent"
            />
            {label}
          </label>
        ))}
      </div>
      <p id={`${name}-hint`} className="text-sm text-muted">
        {hint}
      </p>
      {error && (
        <p id={`${name}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

type LinesProps = ReturnType<FieldOf> & { hint: string };

function Lines({ name, label, hint, error, defaultValue, autoComplete }: LinesProps) {
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={name} className="font-medium">
        {label} <span className="font-normal text-muted">(optional)</span>
      </label>
      <textarea
        id={name}
        name={name}
        rows={4}
        maxLength={20_000}
        defaultValue={defaultValue}
        autoComplete={autoComplete}
        aria-invalid={error ? true : undefined}
        aria-describedby={[error && `${name}-error`, `${name}-hint`].filter(Boolean).join(" ")}
        className={controlClasses}
      />
      <p id={`${name}-hint`} className="text-sm text-muted">
        {hint}
      </p>
      {error && (
        <p id={`${name}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

/** Renders why the form was refused, with a link to each wrong field. */
function Problems({ refused }: { refused: { message: string; fields?: Record<string, string> } }) {
  const wrong = Object.entries(refused.fields ?? {});
  return (
    <Notice tone="bad">
      {wrong.length === 0 ? (
        refused.message
      ) : (
        <ul className="grid gap-1">
          {wrong.map(([name, message]) => (
            <li key={name}>
              <a href={`#${name === "target" ? "target-some" : name}`} className="text-link">
                {fieldLabels[name] ?? name}
              </a>
              : {message}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** Renders the values that another staff member saved meanwhile, beside what was typed. */
function Differences({ saved, typed }: { saved: FormValues; typed: FormValues }) {
  const text = (value = "") => value.split("\n").join(", ") || "empty";
  const names = Object.keys(fieldLabels).filter(
    (name) =>
      (name in typed || name in saved) &&
      (saved[name] ?? "") !== (typed[name] ?? "").replaceAll("\r", "").trim(),
  );
  return (
    <div className="rounded-card border border-line bg-surface p-4">
      <p className="font-medium">
        {names.length === 0
          ? "Their values are the same as yours."
          : "Saved by another staff member, and what you entered:"}
      </p>
      <dl className="mt-2 grid gap-2">
        {names.map((name) => (
          <div key={name}>
            <dt className="text-sm text-muted">{fieldLabels[name]}</dt>
            <dd>
              Saved: <strong>{text(saved[name])}</strong>. Yours: <strong>{text(typed[name])}</strong>.
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm text-muted">Save again to replace the saved values with yours.</p>
    </div>
  );
}

/** Renders old and new prices of items of the sale. */
function Preview({ rows, summary }: ShownPreview) {
  return (
    <div className="rounded-card border border-line bg-surface p-4">
      <p className="font-medium">{summary}</p>
      <ul className="mt-2 divide-y divide-line">
        {rows.map(({ name, skus, prices }) => (
          <li key={`${name} ${skus}`} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-2">
            <span className="min-w-0">
              {name} <span className="text-sm text-muted">{skus}</span>
            </span>
            <span className="grid gap-0.5 text-right tabular-nums">
              {prices.map(({ before, after, note }) => (
                <span key={before}>{note ? `${before} ${note}` : `${before} → ${after}`}</span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
