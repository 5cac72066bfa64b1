import { controlClasses } from "#app/_components/ui/field";
import { type Option, Options } from "#app/(admin)/admin/_parts/controls";
import { currencyOptions } from "#app/(admin)/admin/_parts/currency-fields";
import { conditionKinds, emptyCondition, type FormCondition } from "./condition-fields";

type RuleRowsProps = {
  match: string;
  conditions: FormCondition[];
  categories: Option[];
  /** Currencies of the shop, its own first, which a price has at first. */
  currencies: readonly string[];
  error: (name: string) => string | undefined;
};

/** Rows without a condition that follow the others, for new ones. */
const blank = 2;
const mostRows = 20;

/** Renders the conditions of a rule. Only the fields of a row's kind are in sight, by a style sheet alone. */
export function RuleRows({ match, conditions, categories, currencies, error }: RuleRowsProps) {
  const used = conditions.filter(({ field }) => field !== "");
  const rows = [...used, ...Array.from({ length: blank }, () => emptyCondition)].slice(0, mostRows);
  return (
    <div className="grid gap-4">
      <label className="grid max-w-sm gap-1">
        <span className="font-medium">A product is in the collection when</span>
        <select name="match" defaultValue={match} className={controlClasses}>
          <option value="all">all conditions hold</option>
          <option value="any">any condition holds</option>
        </select>
      </label>
      <ol className="grid gap-3">
        {rows
          .map((row, i) => ({ row, i }))
          .map(({ row, i }) => (
            <li key={i}>
              <Row number={i} {...{ row, categories, currencies, error }} />
            </li>
          ))}
      </ol>
      <p className="text-sm text-muted">
        Preview or save to get more rows. A row without a choice does not count; categories include those in
        them.
      </p>
    </div>
  );
}

type RowProps = Pick<RuleRowsProps, "categories" | "currencies" | "error"> & {
  number: number;
  row: FormCondition;
};

function Row({ number, row, categories, currencies, error }: RowProps) {
  const name = (field: string) => `conditions.${number}.${field}`;
  const label = (what: string) => `Condition ${number + 1}: ${what}`;
  const wrong = error(name("field")) ?? error(name("text")) ?? error(name("category"));
  const control = (field: string, what: string) => ({
    id: name(field),
    name: name(field),
    "aria-label": label(what),
    "aria-invalid": error(name(field)) ? true : undefined,
    "aria-describedby": error(name(field)) ? `${name("field")}-error` : undefined,
  });
  return (
    <div className="group/row grid gap-2 sm:grid-cols-[12rem_minmax(0,1fr)_auto]">
      <select {...control("field", "kind")} defaultValue={row.field} className={controlClasses}>
        <option value="">Choose…</option>
        {conditionKinds.map(({ value, label: text, kind }) => (
          <option key={value} value={value} data-kind={kind}>
            {text}
          </option>
        ))}
      </select>
      <input
        {...control("text", "value")}
        defaultValue={row.text}
        maxLength={100}
        autoComplete="off"
        className={`${controlClasses} hidden group-has-[option[data-kind=price]:checked]/row:block group-has-[option[data-kind=text]:checked]/row:block`}
      />
      <select
        {...control("currency", "currency")}
        defaultValue={row.currency || currencies[0]}
        className={`${controlClasses} hidden group-has-[option[data-kind=price]:checked]/row:block sm:w-28`}
      >
        <Options options={currencyOptions(currencies, row.currency)} />
      </select>
      <select
        {...control("category", "category")}
        defaultValue={row.category}
        className={`${controlClasses} hidden group-has-[option[data-kind=category]:checked]/row:block`}
      >
        <option value="">Choose…</option>
        {categories.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      {wrong && (
        <p id={`${name("field")}-error`} className="text-sm font-medium text-danger sm:col-span-3">
          {wrong}
        </p>
      )}
    </div>
  );
}
