import type { Import } from "@securecart/core/transfer";
import { isWorking, percentOf, pictures, products, variants } from "../words";

const checks = ["uploading", "uploaded", "checking", "checked"];

/** Renders the numbers of an import: what it would do, or has done, and how far it is. */
export function Counted({ row }: { row: Import }) {
  const isCheck = checks.includes(row.state);
  const counts = isCheck ? row.checked : row.counts;
  const percent = percentOf(row);
  const numbers = [
    { name: isCheck ? "To create" : "Created", value: counts.created },
    { name: isCheck ? "To change" : "Changed", value: counts.changed },
    { name: "Nothing to change", value: counts.same },
    { name: "Refused", value: counts.refused, isBad: counts.refused > 0 },
    ...(counts.pending + counts.pictures + counts.failedPictures > 0
      ? [
          {
            name: isCheck ? "Pictures to fetch" : "Pictures fetched",
            value: isCheck ? counts.pending : counts.pictures,
          },
          ...(isCheck
            ? []
            : [{ name: "Pictures missing", value: counts.failedPictures, isBad: counts.failedPictures > 0 }]),
        ]
      : []),
  ];
  return (
    <section aria-label="Numbers" className="mb-6 grid gap-4">
      <p role="status">{sentenceOf(row)}</p>
      {isWorking(row) && percent !== undefined && (
        <progress
          value={percent}
          max={100}
          aria-label="Progress"
          className="h-3 w-full max-w-xl accent-accent"
        >
          {percent} %
        </progress>
      )}
      {counts.products > 0 && (
        <dl className="flex flex-wrap gap-x-8 gap-y-3">
          {numbers.map(({ name, value, isBad }) => (
            <div key={name}>
              <dt className="text-sm text-muted">{name}</dt>
              <dd className={isBad ? "text-2xl tabular-nums text-danger" : "text-2xl tabular-nums"}>
                {value}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function sentenceOf(row: Import) {
  const { state, checked, counts, mapping } = row;
  const percent = percentOf(row) ?? 0;
  switch (state) {
    case "uploading":
      return "The file is being sent.";
    case "uploaded":
      return "Choose which column is which.";
    case "checking":
      return mapping
        ? `The rows are being checked: ${percent} %. Nothing changes yet.`
        : "The file is being read.";
    case "checked":
      return `Nothing has changed yet. The file has ${products(checked.products)} with ${variants(checked.variants)}.`;
    case "running":
      return `Products are being saved: ${percent} %. You may leave this page.`;
    case "pictures":
      return `All products are saved. Their pictures are being fetched: ${percent} %.`;
    case "done":
      return counts.failedPictures > 0
        ? `The import is done. ${pictures(counts.failedPictures)} could not be fetched.`
        : "The import is done.";
    case "stopped":
      return "The import was stopped. What was saved stays; going on leaves it as it is.";
    case "failed":
      return "The import could not go on.";
  }
}
