import type { Stock } from "@securecart/core/stock";
import { Badge } from "#app/_components/ui/badge";
import { Notice } from "#app/_components/ui/notice";
import { Cell, Table } from "#app/(admin)/admin/_parts/table";

const columns = [
  { label: "Row", wide: true, right: true },
  { label: "SKU" },
  { label: "Counted", right: true },
  { label: "On hand", right: true },
  { label: "What happens" },
];

/** Lists the rows of a checked list: refused ones first, then those that change something. */
export function CheckedRows({ rows }: { rows: Stock.Row[] }) {
  const refused = rows.filter(({ result }) => result === "refused");
  const changing = rows.filter(({ result }) => result === "change");
  const same = rows.filter(({ result }) => result === "same");
  return (
    <section aria-labelledby="checked" className="grid gap-4">
      <h2 id="checked" className="text-xl">
        Nothing has changed yet
      </h2>
      <p role="status">
        {changing.length} to change, {same.length} already right, {refused.length} refused.
      </p>
      <Table caption="Checked rows" columns={columns}>
        {[...refused, ...changing, ...same].map((row) => (
          <tr key={row.line}>
            <Cell wide right>
              {row.line}
            </Cell>
            <Cell className="break-all">{row.sku}</Cell>
            <Cell right>{row.counted}</Cell>
            <Cell right>{row.result !== "refused" && row.seen}</Cell>
            <Cell>
              <Happens row={row} />
            </Cell>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function Happens({ row }: { row: Stock.Row }) {
  switch (row.result) {
    case "refused":
      return (
        <>
          <Badge tone="bad">Refused</Badge> <span className="text-sm">{row.why}</span>
        </>
      );
    case "change":
      return <Badge tone="warning">{signed(row.to - row.seen)}</Badge>;
    case "same":
      return <Badge>No change</Badge>;
  }
}

/** Lists what became of applied counts: refused ones are shown with the reason, the others are counted. */
export function Results({ results }: { results: Stock.Counted[] }) {
  const refused = results.flatMap((result) => ("refused" in result ? [result] : []));
  const done = results.length - refused.length;
  return (
    <div role="status" className="grid gap-3">
      {done > 0 && (
        <Notice tone="good">
          {done} {done === 1 ? "count has" : "counts have"} been applied.
        </Notice>
      )}
      {refused.length > 0 && (
        <Notice tone="bad">
          <p>
            {refused.length} {refused.length === 1 ? "count was" : "counts were"} refused and changed nothing:
          </p>
          <ul className="mt-2 list-disc pl-5">
            {refused.map(({ sku, counted, refused: why }) => (
              <li key={sku}>
                {sku}, counted {counted}: {why}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

const signed = (difference: number) => (difference > 0 ? `+${difference}` : `−${-difference}`);
