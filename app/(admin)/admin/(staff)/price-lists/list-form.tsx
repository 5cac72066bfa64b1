"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { controlClasses, Field, Select } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import type { Outcome } from "#app/_lib/attempt";
import { type FormValues, fieldLabels } from "./fields";

type Props = {
  action: (previous: Outcome | null, form: FormData) => Promise<Outcome>;
  requestId: string;
  /** Values of the price list as it is saved. */
  values: FormValues;
  /** Id and version of the price list; absent for a new one. */
  known?: { listId: string; seen: string };
  groups: { value: string; label: string }[];
  zone: string;
  button: string;
};

const conflict = "price.list_changed";

/** Renders the terms of a price list. Works without JavaScript, and keeps what was typed. */
export function ListForm({ action, requestId, values, known, groups, zone, button }: Props) {
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
  const prices = field("prices");
  return (
    <form action={submit} noValidate className="grid max-w-3xl gap-6">
      <input type="hidden" name="requestId" value={requestId} />
      {known && <input type="hidden" name="listId" value={known.listId} />}
      {known && <input type="hidden" name="seen" value={seen} />}
      <div key={JSON.stringify([shown, refused?.fields])} className="grid gap-4 sm:grid-cols-2">
        <Field
          {...field("name")}
          required
          maxLength={60}
          hint="Shown to the customers, for example “Trade”."
        />
        <Select {...field("groupId")} required>
          <option value="">Choose a group</option>
          {groups.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
        <Field
          {...field("percent")}
          inputMode="numeric"
          maxLength={3}
          hint="Off the price of everything that has no price below."
          className="sm:col-span-2"
        />
        <div className="grid content-start gap-1 sm:col-span-2">
          <label htmlFor="prices" className="font-medium">
            {prices.label} <span className="font-normal text-muted">(optional)</span>
          </label>
          <textarea
            id="prices"
            name="prices"
            rows={8}
            maxLength={60_000}
            defaultValue={prices.defaultValue}
            aria-invalid={prices.error ? true : undefined}
            aria-describedby={[prices.error && "prices-error", "prices-hint"].filter(Boolean).join(" ")}
            className={`${controlClasses} font-mono`}
          />
          <p id="prices-hint" className="text-sm text-muted">
            One SKU in each line with its price in USD and in EUR: MUG-BLUE, 8.50, 7.90. You can paste rows of
            a spreadsheet. At most 1,000.
          </p>
          {prices.error && (
            <p id="prices-error" className="text-sm font-medium text-danger">
              {prices.error}
            </p>
          )}
        </div>
        <Field {...field("startsAt")} type="datetime-local" hint={`Time in ${zone}. Empty: at once.`} />
        <Field {...field("endsAt")} type="datetime-local" hint={`Time in ${zone}. Empty: no end.`} />
      </div>
      <Button disabled={pending} className="justify-self-start">
        {button}
      </Button>
      <div role="status" className="grid gap-3">
        {outcome?.ok && <Notice tone="good">The price list has been saved.</Notice>}
        {refused && <Problems message={refused.message} fields={refused.fields ?? {}} />}
        {isConflict && <Differences saved={values} typed={shown} />}
      </div>
    </form>
  );
}

/** Renders why the form was refused, with a link to each wrong field. */
function Problems({ message, fields }: { message: string; fields: Record<string, string> }) {
  const wrong = Object.entries(fields);
  return (
    <Notice tone="bad">
      {wrong.length === 0 ? (
        message
      ) : (
        <ul className="grid gap-1">
          {wrong.map(([name, text]) => (
            <li key={name}>
              <a href={`#${name}`} className="text-link">
                {fieldLabels[name] ?? name}
              </a>
              : {text}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** Renders the values that another staff member saved meanwhile, beside what was typed. */
function Differences({ saved, typed }: { saved: FormValues; typed: FormValues }) {
  const text = (value = "") => value.trim().split(/\r?\n/).join("; ") || "empty";
  const names = Object.keys(fieldLabels).filter((name) => text(saved[name]) !== text(typed[name]));
  return (
    <dl className="grid gap-2 rounded-card border border-line bg-surface p-4">
      {names.map((name) => (
        <div key={name}>
          <dt className="text-sm text-muted">{fieldLabels[name]}</dt>
          <dd className="break-words">
            Saved: <strong>{text(saved[name])}</strong>. Yours: <strong>{text(typed[name])}</strong>.
          </dd>
        </div>
      ))}
    </dl>
  );
}
