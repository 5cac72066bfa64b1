import { Button } from "#app/_components/ui/button";
import type { FormValues } from "./rows";

/** Renders the button that adds an empty row. */
export function AddRow({ rows, label }: { rows: string; label: string }) {
  return (
    <Button look="quiet" name="intent" value={`add:${rows}`} className="justify-self-start">
      {label}
    </Button>
  );
}

/** Renders the button that removes a row. */
export function RemoveRow({ rows, at, what }: { rows: string; at: number; what: string }) {
  return (
    <Button look="plain" name="intent" value={`remove:${rows}:${at}`} className="min-h-9 justify-self-start">
      Remove
      <span className="sr-only">
        {" "}
        {what} {at + 1}
      </span>
    </Button>
  );
}

/** Renders a small checkbox for a dense list. */
export function Tick({ name, label, values }: { name: string; label: string; values: FormValues }) {
  return (
    <label htmlFor={name} className="flex min-h-9 items-center gap-2">
      <input
        type="checkbox"
        id={name}
        name={name}
        defaultChecked={values[name] === "on"}
        className="size-5 shrink-0 accent-accent"
      />
      {label}
    </label>
  );
}
