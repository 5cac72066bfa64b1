import { Notice } from "#app/_components/ui/notice";
import type { Refusal } from "#app/_lib/attempt";
import type { FormValues, Section } from "../forms/form";
import { wordsOf } from "./words-of";

/** Renders why the form was refused, with a link to each wrong field. */
export function Refused({ refused, sections }: { refused: Refusal; sections: Section[] }) {
  const fields = sections.flatMap((section) => section.fields);
  const wrong = Object.entries(refused.fields ?? {});
  return (
    <Notice tone="bad" role="alert">
      <p className="font-medium">{refused.message}</p>
      {wrong.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {wrong.map(([name, message]) => (
            <li key={name}>
              <a href={`#${name}`} className="text-link">
                {fields.find((field) => field.name === name)?.label ?? name}
              </a>
              : {message}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

type ConflictProps = { editor: string; saved: FormValues; typed: FormValues; sections: Section[] };

/** Renders the values that another staff member saved meanwhile, beside what was typed. */
export function Conflict({ editor, saved, typed, sections }: ConflictProps) {
  const differing = sections
    .flatMap(({ fields }) => fields)
    .map((field) => ({
      ...field,
      saved: wordsOf(field, saved[field.name]),
      typed: wordsOf(field, typed[field.name]),
    }))
    .filter((field) => field.saved !== field.typed.replaceAll("\r", ""));
  if (differing.length === 0)
    return (
      <p>
        {editor && `${editor} saved it. `}What is saved now is what you entered. Press “Save mine” to save it
        again.
      </p>
    );
  return (
    <div>
      <p>
        {editor && `${editor} saved it. `}The form keeps what you entered. These values differ; “Save mine”
        replaces what is saved.
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
          {differing.map((field) => (
            <tr key={field.name}>
              <th scope="row" className="py-1.5 pr-4 text-left align-top font-normal">
                {field.label}
              </th>
              <td className="py-1.5 pr-4 align-top break-words">{field.saved}</td>
              <td className="py-1.5 align-top break-words">{field.typed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
