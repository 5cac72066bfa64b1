import { Notice } from "#app/_components/ui/notice";
import type { Refusal } from "#app/_lib/attempt";

export type SavedDifference = { name: string; saved: string; typed: string };

/** Saved values that differ from those typed, after another staff member changed the record. */
export type SaveConflict = { version: number; differences: SavedDifference[] };

type RefusedFormProps = { refused: Refusal & { conflict?: SaveConflict }; save: string };

/** Renders why a form was refused, with links to the fields, or the values that another staff member has saved. */
export function RefusedForm({ refused, save }: RefusedFormProps) {
  const { message, fields = {}, conflict } = refused;
  const wrong = Object.entries(fields);
  return (
    <Notice tone="bad" className="mb-6">
      <p className="font-medium">{message}</p>
      {wrong.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {wrong.map(([name, error]) => (
            <li key={name}>
              <a href={`#${name}`} className="text-link">
                {error}
              </a>
            </li>
          ))}
        </ul>
      )}
      {conflict && <Differences {...conflict} save={save} />}
    </Notice>
  );
}

function Differences({ differences, save }: SaveConflict & { save: string }) {
  if (differences.length === 0)
    return <p className="mt-2">What is saved now is what you typed. Press “{save}” to save it again.</p>;
  return (
    <>
      <p className="mt-2">
        The form keeps what you typed. These values differ; “{save}” replaces what is saved.
      </p>
      <table className="mt-3 w-full border-collapse text-left text-sm">
        <caption className="sr-only">Saved values that differ from yours</caption>
        <thead>
          <tr className="border-b border-edge">
            {["Field", "Saved now", "Yours"].map((label) => (
              <th key={label} scope="col" className="py-1 pr-4 font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {differences.map(({ name, saved, typed }) => (
            <tr key={name}>
              <th scope="row" className="py-1.5 pr-4 text-left align-top font-normal">
                {name}
              </th>
              <td className="py-1.5 pr-4 align-top wrap-anywhere">{saved || "(empty)"}</td>
              <td className="py-1.5 align-top wrap-anywhere">{typed || "(empty)"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
