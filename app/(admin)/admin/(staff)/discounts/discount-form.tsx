"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Check, controlClasses, Field, Select } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import type { FormOutcome } from "./actions";
import { type FormValues, fieldLabels, type ShownPreview } from "./fields";

type Option = { value: string; label: string };

type DiscountFormProps = {
  action: (previous: FormOutcome | null, form: FormData) => Promise<FormOutcome>;
  /** One code, which is new or exists, many new codes, or a new discount without a code. */
  codes: "new" | "existing" | "many" | "none";
  /** True for a discount that applies by itself. */
  isAutomatic?: boolean;
  requestId: string;
  /** Values of the discount as it is saved. */
  values: FormValues;
  /** Version of these values; absent when the discount is new. */
  version?: number;
  categories: Option[];
  groups: Option[];
  countries: Option[];
  button: string;
};

const conflict = "promotion.changed_meanwhile";

/** Renders the terms of a discount, and an example order. Works without JavaScript, and keeps what was typed. */
export function DiscountForm(props: DiscountFormProps) {
  const { action, codes, requestId, values, version, categories, groups, countries, button } = props;
  const { isAutomatic = false } = props;
  const [outcome, submit, pending] = useActionState(action, null);
  const refused = outcome?.ok === false ? outcome : null;
  const shown = refused?.values ?? values;
  const isConflict = refused?.code === conflict;
  // Only after the other person's values were shown may the next save replace them.
  const seen = refused && !isConflict ? (refused.values?.seen ?? "") : `${version ?? ""}`;
  const field = (name: string) => ({
    name,
    label: fieldLabels[name] ?? name,
    defaultValue: shown[name] ?? "",
    error: refused?.fields?.[name],
    autoComplete: "off",
  });
  return (
    <form
      action={submit}
      noValidate
      className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start lg:gap-12"
    >
      {/* The Enter key presses the first button, which must be the one that saves. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="requestId" value={requestId} />
      {version !== undefined && <input type="hidden" name="seen" value={seen} />}
      <div className="grid gap-8">
        <div key={JSON.stringify([shown, refused?.fields])} className="grid gap-8">
          {codes === "existing" && <input type="hidden" name="code" value={values.code ?? ""} />}
          {isAutomatic && <input type="hidden" name="automatic" value="on" />}
          {(codes === "new" || codes === "many") && <Codes isMany={codes === "many"} field={field} />}
          <Benefit kind={shown.kind ?? ""} error={refused?.fields?.kind} field={field} />
          {isAutomatic && <Combining isOn={shown.combines === "on"} />}
          <Section title="Conditions" hint="Leave a field empty for no such condition.">
            <Pair>
              <Field
                {...field("minimumUSD")}
                inputMode="decimal"
                maxLength={12}
                hint="Least price of the items, before the discount."
              />
              <Field
                {...field("minimumEUR")}
                inputMode="decimal"
                maxLength={12}
                hint={`Orders in a currency without an amount can't have ${isAutomatic ? "the discount" : "the code"}.`}
              />
              <Field
                {...field("limit")}
                inputMode="numeric"
                maxLength={7}
                hint={
                  codes === "many"
                    ? "Of each code. 1 makes codes that work once."
                    : isAutomatic
                      ? "Uses are counted from when there is a limit."
                      : "Orders that can use the code."
                }
              />
              <Field
                {...field("perCustomer")}
                inputMode="numeric"
                maxLength={7}
                hint="Counted by email address."
              />
            </Pair>
          </Section>
          <Section
            title="Dates"
            hint="Times are in UTC, the time zone of the shop. Leave them empty for a discount without a start or an end."
          >
            <Pair>
              <Field {...field("startsAt")} type="datetime-local" />
              <Field
                {...field("endsAt")}
                type="datetime-local"
                hint="From this moment on, it no longer applies."
              />
            </Pair>
          </Section>
          <Section
            title="Items"
            hint="The discount is for all items when nothing is chosen. A category counts with those in it."
          >
            <Boxes
              name="categories"
              chosen={(shown.categories ?? "").split("\n")}
              options={categories}
              error={refused?.fields?.categories}
            />
            <Lines
              {...field("products")}
              rows={4}
              hint="One in each line: the name, a SKU, or the address of the page."
            />
          </Section>
          <Section title="Customers" hint="The discount is for everyone when no group is chosen.">
            {groups.length > 0 || shown.groups ? (
              <Boxes
                name="groups"
                chosen={(shown.groups ?? "").split("\n")}
                options={groups}
                error={refused?.fields?.groups}
              />
            ) : (
              <p className="text-muted">
                There are no customer groups yet. Create one under Customers to limit discounts to it.
              </p>
            )}
          </Section>
        </div>
        <div className="grid gap-3">
          <div className="flex flex-wrap gap-3">
            <Button busy={pending}>{button}</Button>
          </div>
          <div role="status">
            {outcome?.ok && <Notice tone="good">The discount has been saved.</Notice>}
            {refused && refused.tone !== "plain" && <Problems refused={refused} />}
            {refused && isConflict && (
              <Differences saved={values} typed={shown} options={{ kind: kinds, categories, groups }} />
            )}
          </div>
        </div>
      </div>
      <Section
        title="Try it"
        hint="Shows what an order would pay with these terms, saved or not. Nothing is ordered or saved."
      >
        <div key={JSON.stringify(shown)} className="grid gap-4">
          <Lines {...field("skus")} rows={3} hint="One SKU in each line, and how many: MUG-BLUE 2." />
          {isAutomatic && (
            <Field
              {...field("withCode")}
              maxLength={60}
              hint="To see which of the two applies, or whether both do."
            />
          )}
          <Pair>
            <Select {...field("country")} required defaultValue={shown.country || "US"}>
              {countries.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
            <Select {...field("currency")} required defaultValue={shown.currency || "USD"}>
              <option value="USD">USD</option>
              <option value="EUR">EUR</option>
            </Select>
          </Pair>
        </div>
        <Button look="quiet" name="intent" value="preview" busy={pending} className="justify-self-start">
          Show what it would pay
        </Button>
        <div role="status">{refused?.preview && <Sums {...refused.preview} />}</div>
      </Section>
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

function Codes({ isMany, field }: { isMany: boolean; field: FieldOf }) {
  return (
    <Section title={isMany ? "Codes" : "Code"}>
      <Pair>
        {isMany ? (
          <>
            <Field
              {...field("prefix")}
              required
              maxLength={40}
              hint="2 to 20 letters and digits; each code ends with 10 random characters."
            />
            <Field {...field("count")} required inputMode="numeric" maxLength={5} hint="From 2 to 5000." />
          </>
        ) : (
          <Field
            {...field("code")}
            required
            maxLength={60}
            hint="3 to 32 letters A–Z and digits. Customers may write it with spaces, dashes or lowercase letters."
          />
        )}
      </Pair>
    </Section>
  );
}

const kinds = [
  { value: "percent", label: "Percentage" },
  { value: "amount", label: "Fixed amount" },
  { value: "shipping", label: "Free delivery" },
  { value: "bundle", label: "Buy some, get some" },
];

/** Renders the kind of discount. Only the fields of the chosen kind are in sight, by a style sheet alone. */
function Benefit({ kind, error, field }: { kind: string; error: string | undefined; field: FieldOf }) {
  return (
    <Section title="Discount">
      <Pair>
        <Field
          {...field("label")}
          required
          maxLength={60}
          hint="Shown beside the amount, for example “Spring sale”."
        />
      </Pair>
      <div className="group grid gap-4">
        <fieldset className="grid gap-1" aria-describedby={error ? "kind-error" : undefined}>
          <legend className="mb-1 font-medium">{fieldLabels.kind}</legend>
          <div className="flex flex-wrap gap-x-6 gap-y-1">
            {kinds.map(({ value, label }) => (
              <label key={value} htmlFor={`kind-${value}`} className="flex min-h-11 items-center gap-2">
                <input
                  id={`kind-${value}`}
                  type="radio"
                  name="kind"
                  value={value}
                  defaultChecked={value === kind}
                  className="size-5 shrink-0 accent-accent"
                />
                {label}
              </label>
            ))}
          </div>
          {error && (
            <p id="kind-error" className="text-sm font-medium text-danger">
              {error}
            </p>
          )}
        </fieldset>
        <div className="hidden gap-4 group-has-[#kind-percent:checked]:grid sm:grid-cols-2">
          <Field {...field("percent")} required inputMode="numeric" maxLength={3} />
        </div>
        <div className="hidden gap-4 group-has-[#kind-amount:checked]:grid sm:grid-cols-2">
          <Field {...field("amountUSD")} inputMode="decimal" maxLength={12} />
          <Field
            {...field("amountEUR")}
            inputMode="decimal"
            maxLength={12}
            hint="Orders in a currency without an amount can't use the code."
          />
        </div>
        <div className="hidden gap-4 group-has-[#kind-bundle:checked]:grid sm:grid-cols-3">
          <Field {...field("buy")} required inputMode="numeric" maxLength={2} />
          <Field
            {...field("get")}
            required
            inputMode="numeric"
            maxLength={2}
            hint="The cheapest ones are reduced."
          />
          <Field
            {...field("bundlePercent")}
            required
            inputMode="numeric"
            maxLength={3}
            hint="100 makes them free."
          />
        </div>
      </div>
    </Section>
  );
}

/** Renders the rule by which automatic discounts apply, and whether a code applies as well. */
function Combining({ isOn }: { isOn: boolean }) {
  return (
    <Section
      title="With other discounts"
      hint="It applies by itself to every order that meets its terms. When several automatic discounts fit, the one that saves the shopper the most applies, never two."
    >
      <Check
        name="combines"
        value="on"
        label={fieldLabels.combines ?? ""}
        defaultChecked={isOn}
        hint="The automatic discount is taken off first. Otherwise the shopper gets whichever saves more."
      />
    </Section>
  );
}

type BoxesProps = { name: string; chosen: string[]; options: Option[]; error: string | undefined };

/** Renders a checkbox for each option, and for each chosen one that is no longer offered. */
function Boxes({ name, chosen, options, error }: BoxesProps) {
  const gone = chosen.filter((slug) => slug !== "" && !options.some(({ value }) => value === slug));
  return (
    <fieldset className="grid gap-1" aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="font-medium">
        {fieldLabels[name]} <span className="font-normal text-muted">(optional)</span>
      </legend>
      <div className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
        {[...options, ...gone.map((slug) => ({ value: slug, label: slug }))].map(({ value, label }) => (
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
      {error && (
        <p id={`${name}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

type LinesProps = ReturnType<FieldOf> & { rows: number; hint: string };

function Lines({ name, label, hint, error, defaultValue, rows, autoComplete }: LinesProps) {
  return (
    <div className="grid gap-1">
      <label htmlFor={name} className="font-medium">
        {label} <span className="font-normal text-muted">(optional)</span>
      </label>
      <textarea
        id={name}
        name={name}
        rows={rows}
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
              <a href={`#${name}`} className="text-link">
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
function Differences({
  saved,
  typed,
  options,
}: {
  saved: FormValues;
  typed: FormValues;
  /** Names of the values that are chosen from a list, by field. */
  options: Record<string, Option[]>;
}) {
  const text = (name: string, value = "") => {
    if (value === "") return "empty";
    const words = value
      .split("\n")
      .map((one) => options[name]?.find((option) => option.value === one)?.label ?? one);
    return words.join(", ").replace("T", name.endsWith("At") ? " " : "T");
  };
  const names = Object.keys(fieldLabels).filter(
    (name) =>
      name in typed &&
      name in saved &&
      (saved[name] ?? "") !== (typed[name] ?? "").replaceAll("\r", "").trim(),
  );
  return (
    <div className="mt-3 rounded-card border border-line bg-surface p-4">
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
              Saved: <strong>{text(name, saved[name])}</strong>. Yours:{" "}
              <strong>{text(name, typed[name])}</strong>.
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm text-muted">Save again to replace the saved values with yours.</p>
    </div>
  );
}

function Sums({ refusal, now, meets, rows, saved }: ShownPreview) {
  return (
    <div className="grid max-w-md gap-3 rounded-card border border-line bg-surface p-4">
      {refusal ? (
        <p>
          The order would not get the discount. Its shopper would read: <strong>{refusal}</strong>
        </p>
      ) : (
        <p>
          {saved ? `The order would pay ${saved} less.` : "The discount would take nothing off this order."}
        </p>
      )}
      {meets && <p>{meets}</p>}
      {now && (
        <p>
          Right now its shopper would read: <strong>{now}</strong>
        </p>
      )}
      <dl className="grid gap-1">
        {rows.map(({ label, amount, isTotal }) => (
          <div
            key={label}
            className={`flex justify-between gap-4 ${isTotal ? "border-t border-line pt-1 font-semibold" : ""}`}
          >
            <dt>{label}</dt>
            <dd className="tabular-nums">{amount}</dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-muted">
        With the first delivery option. Sales tax of US states is not included.
      </p>
    </div>
  );
}
