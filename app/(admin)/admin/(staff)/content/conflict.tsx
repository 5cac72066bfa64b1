import { Notice } from "#app/_components/ui/notice";
import type { Refusal } from "#app/_lib/attempt";

export type FieldLabels = Record<string, string>;
type Values = Record<string, string>;

type RefusedProps = {
  refused: Refusal;
  labels: FieldLabels;
  /** Values as they are saved now, and who saved them. */
  saved: Values;
  editor: string;
};

/** Renders why a form of content was refused: links to its fields, or what another staff member has saved meanwhile. */
export function Refused({ refused, labels, saved, editor }: RefusedProps) {
  const { message, code, fields = {}, values = {} } = refused;
  const wrong = Object.entries(fields);
  return (
    <Notice tone={code === "content.unfilled" ? "warning" : "bad"} className="mb-6">
      <p className="font-medium">{message}</p>
      {wrong.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {wrong.map(([name, error]) => (
            <li key={name}>
              <a href={`#${name}`} className="text-link">
                {labels[name] ?? name}
              </a>
              : {error}
            </li>
          ))}
        </ul>
      )}
      {code === "content.changed" && (
        <Conflict saved={saved} typed={values} labels={labels} editor={editor} />
      )}
    </Notice>
  );
}

type ConflictProps = { saved: Values; typed: Values; labels: FieldLabels; editor: string };

function Conflict({ saved, typed, labels, editor }: ConflictProps) {
  const by = editor.replace(/^staff:/, "");
  const clean = (text = "") => text.replaceAll("\r", "").trim();
  const names = Object.keys(labels).filter(
    (name) => name in typed && name in saved && clean(saved[name]) !== clean(typed[name]),
  );
  if (names.length === 0)
    return (
      <p className="mt-2">
        {by && `${by} saved it. `}What is saved now is what you typed. Save again to keep yours.
      </p>
    );
  return (
    <>
      <p className="mt-2">
        {by && `${by} saved it. `}The form keeps what you typed. These values differ; saving again replaces
        what is saved.
      </p>
      <table className="mt-3 w-full table-fixed border-collapse text-left text-sm">
        <caption className="sr-only">Saved values that differ from yours</caption>
        <thead>
          <tr className="border-b border-edge">
            <th scope="col" className="w-24 py-1 pr-4 font-medium">
              Field
            </th>
            <th scope="col" className="py-1 pr-4 font-medium">
              Saved now
            </th>
            <th scope="col" className="py-1 font-medium">
              Yours
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {names.map((name) => (
            <tr key={name}>
              <th scope="row" className="py-1.5 pr-4 text-left align-top font-normal">
                {labels[name]}
              </th>
              <td className="py-1.5 pr-4 align-top break-words whitespace-pre-line">
                {excerpt(saved[name], typed[name])}
              </td>
              <td className="py-1.5 align-top break-words whitespace-pre-line">
                {excerpt(typed[name], saved[name])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Longest part of a text that is compared, in characters. */
const longest = 500;

/** Returns the part of a text that differs from another, with a little before it. */
function excerpt(text = "", other = "") {
  if (text.trim() === "") return "(empty)";
  const [own, theirs] = [text.replaceAll("\r", ""), other.replaceAll("\r", "")];
  let start = 0;
  while (start < own.length && own[start] === theirs[start]) start++;
  const from = Math.max(0, start - 60);
  const part = own.slice(from, from + longest);
  return `${from > 0 ? "…" : ""}${part}${from + longest < own.length ? "…" : ""}`;
}
