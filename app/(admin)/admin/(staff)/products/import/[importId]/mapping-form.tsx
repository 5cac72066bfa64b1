"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Check, Field, Select } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import { Options } from "#app/(admin)/admin/_parts/controls";
import { currencyOptions } from "#app/(admin)/admin/_parts/currency-fields";
import { systemNames } from "../words";
import { check } from "./actions";
import { fieldGroups, rateFields, taxClassNames } from "./choices";

type Props = {
  row: { importId: string; headers: string[]; examples: string[] };
  /** The mapping as it is stored, by the names of the form. */
  values: Record<string, string>;
  requestId: string;
  /** True when the staff member may set the stock. */
  mayCount: boolean;
  /** Currencies of the shop, its own first. */
  currencies: readonly string[];
};

/** Renders which column holds what, and what is taken for what the file does not have. */
export function MappingForm({ row, values: stored, requestId, mayCount, currencies }: Props) {
  const [outcome, submit, pending] = useActionState(check, null);
  const refused = outcome?.ok === false ? outcome : null;
  const values = refused?.values ?? stored;
  const field = (name: string) => ({
    name,
    defaultValue: values[name] ?? "",
    error: refused?.fields?.[name],
  });
  return (
    <form action={submit} noValidate className="grid max-w-4xl gap-8">
      <input type="hidden" name="importId" value={row.importId} />
      <input type="hidden" name="requestId" value={requestId} />
      <div role="status" className="empty:hidden">
        {refused && <Notice tone="bad">{refused.message}</Notice>}
      </div>
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-3 text-xl">The file</legend>
        <Select {...field("system")} label="Made by" required hint="Recognized by the names of the columns.">
          {options(systemNames)}
        </Select>
        <Select {...field("currency")} label="Currency of its prices" required>
          <Options options={currencyOptions(currencies, stored.currency)} />
        </Select>
        {currencies.length > 1 ? (
          <Others field={field} currencies={currencies} />
        ) : (
          <input type="hidden" name="others" value="none" />
        )}
      </fieldset>
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-3 text-xl">What the file does not have</legend>
        <Field {...field("brand")} label="Brand" maxLength={100} autoComplete="off" hint="Empty: none." />
        <Field
          {...field("category")}
          label="Category"
          maxLength={100}
          autoComplete="off"
          hint="Empty: none."
        />
        <Select {...field("taxClass")} label="Tax class" required>
          {options(taxClassNames)}
        </Select>
        <Select {...field("weightUnit")} label="Unit of weights" required hint="Unless the column names one.">
          {["g", "kg", "lb", "oz"].map((unit) => (
            <option key={unit}>{unit}</option>
          ))}
        </Select>
        <Check
          name="createCategories"
          label="Create missing categories"
          defaultChecked={values.createCategories === "on"}
        />
        {mayCount && (
          <Check
            name="withStock"
            label="Set the stock"
            hint="On hand becomes the number of the file, once."
            defaultChecked={values.withStock === "on"}
          />
        )}
      </fieldset>
      {fieldGroups(currencies).map(({ name: group, fields }) => (
        <fieldset key={group} className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          <legend className="mb-3 text-xl">{group}</legend>
          {fields.map(([name, label]) => (
            <Column key={name} {...field(`column-${name}`)} label={label} row={row} />
          ))}
        </fieldset>
      ))}
      <Button busy={pending} className="justify-self-start">
        Check the rows
      </Button>
    </form>
  );
}

type FieldOf = (name: string) => { name: string; defaultValue: string; error: string | undefined };

/** Renders what the prices in other currencies become. */
function Others({ field, currencies }: { field: FieldOf; currencies: readonly string[] }) {
  return (
    <>
      <Select
        {...field("others")}
        label={currencies.length > 2 ? "Prices in other currencies" : "Prices in the other currency"}
        required
        hint="A product without a price in each currency is imported as a draft."
      >
        <option value="none">None: as the product has them</option>
        <option value="same">The same number</option>
        <option value="rate">Converted at a rate</option>
      </Select>
      {rateFields(currencies).map(([name, label]) => (
        <Field
          key={name}
          {...field(name)}
          label={label}
          inputMode="decimal"
          autoComplete="off"
          hint={`Units of ${currencies.length > 2 ? "it" : "the other currency"} for one of the file's, such as 0.92.`}
        />
      ))}
    </>
  );
}

const options = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));

type ColumnProps = {
  name: string;
  defaultValue: string;
  label: string;
  error?: string | undefined;
  row: Props["row"];
};

function Column({ name, defaultValue, label, error, row }: ColumnProps) {
  const example = defaultValue === "" ? "" : (row.examples[Number(defaultValue)] ?? "");
  return (
    <Select
      name={name}
      label={label}
      defaultValue={defaultValue}
      error={error}
      hint={example ? `For example: ${example}` : undefined}
      required
    >
      <option value="">Not in the file</option>
      {row.headers.map((header, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same name.
        <option key={i} value={i}>
          {header || `Column ${i + 1}`}
        </option>
      ))}
    </Select>
  );
}
