import { type Entry, type Import, Transfer } from "@securecart/core/transfer";
import { Link } from "#app/_components/link";
import { Badge } from "#app/_components/ui/badge";
import { NumberedPages } from "#app/(admin)/admin/_parts/numbered-pages";
import { Cell, Table } from "#app/(admin)/admin/_parts/table";
import { resultNames, rowsInWords } from "../words";

const columns = [
  { label: "Rows", wide: true },
  { label: "Product" },
  { label: "Result" },
  { label: "What happens" },
];

/** Renders what an import does with each product: first what needs a person, then all, a part of the file at a time. */
export async function Report({ row, page }: { row: Import; page: number }) {
  const { chunks = 0, importId } = row;
  const kind = Transfer.kindOf(row);
  const ready = row.state === "checked" || kind === "result" ? chunks : 0;
  if (ready === 0) return null;
  const at = Math.min(page, ready);
  const [problems, entries] = await Promise.all([
    Transfer.reportOf(row, `${kind}-problems`, 0),
    Transfer.reportOf(row, kind, at - 1),
  ]);
  const base = `/admin/products/import/${importId}`;
  return (
    <div className="grid gap-8">
      {problems.length > 0 && (
        <section aria-labelledby="problems" className="grid gap-3">
          <h2 id="problems" className="text-xl">
            To correct
          </h2>
          <p className="text-sm text-muted">
            Correct these rows in the file and import it again: what is imported already stays as it is.{" "}
            <a href={`${base}/refused.csv`} download className="text-link">
              Download the refused rows
            </a>
          </p>
          <Entries caption="Products to correct" entries={problems} />
        </section>
      )}
      <section aria-labelledby="all" className="grid gap-3">
        <div className="flex flex-wrap items-baseline justify-between gap-3">
          <h2 id="all" className="text-xl">
            All products
          </h2>
          <a href={`${base}/report.csv`} download className="text-link">
            Download as CSV
          </a>
        </div>
        {entries.length > 0 ? (
          <Entries caption="Products of the file" entries={entries} />
        ) : (
          <p className="text-muted">This part of the file has not been reached yet.</p>
        )}
        <NumberedPages page={at} pages={ready} to={(n) => `${base}?page=${n}`} />
      </section>
    </div>
  );
}

function Entries({ caption, entries }: { caption: string; entries: Entry[] }) {
  return (
    <Table caption={caption} columns={columns}>
      {entries.map((entry) => (
        <tr key={entry.lines.join()}>
          <Cell wide className="whitespace-nowrap">
            {rowsInWords(entry.lines.slice(0, 40))}
          </Cell>
          <Cell className="break-words">
            {entry.productId ? (
              <Link href={`/admin/products/${entry.productId}`} className="text-link font-medium">
                {entry.title || "Without a title"}
              </Link>
            ) : (
              <span className="font-medium">{entry.title || "Without a title"}</span>
            )}
          </Cell>
          <Cell>
            <Badge tone={resultNames[entry.result].tone}>{resultNames[entry.result].label}</Badge>
          </Cell>
          <Cell className="text-sm break-words">
            <Happens entry={entry} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function Happens({ entry }: { entry: Entry }) {
  const { fields = [], why = [], notes = [], pending = 0, pictures = [] } = entry;
  return (
    <ul className="grid gap-1">
      {fields.length > 0 && <li>{fields.join(", ")}</li>}
      {why.map((reason) => (
        <li key={reason} className="text-danger">
          {reason}
        </li>
      ))}
      {pending > 0 && pictures.length === 0 && (
        <li className="text-muted">
          {pending === 1 ? "1 picture is fetched" : `${pending} pictures are fetched`} afterwards.
        </li>
      )}
      {pictures.map(({ url, problem }) => (
        <li key={url} className="break-all text-danger">
          {url}: {problem}
        </li>
      ))}
      {notes.map((text) => (
        <li key={text} className="text-muted">
          {text}
        </li>
      ))}
    </ul>
  );
}
