import { type ListingState, listingUrl } from "#app/_lib/listing-url";
import { Link } from "../link";
import { classes } from "../ui/classes";

type PaginationProps = { path: string; state: ListingState; pages: number };

export function Pagination({ path, state, pages }: PaginationProps) {
  if (pages <= 1) return null;
  const page = Math.min(state.page, pages + 1);
  const to = (target: number) => listingUrl(path, state, { page: target });
  const step =
    "inline-flex min-h-11 items-center rounded-control border border-edge bg-surface px-4 hover:border-ink";
  return (
    <nav aria-label="Pages" className="mt-12 flex flex-wrap items-center justify-center gap-2">
      {page > 1 && (
        <Link href={to(page - 1)} rel="prev" className={step}>
          Previous
        </Link>
      )}
      <ul className="flex flex-wrap items-center gap-1">
        {shown(page, pages).map((target) => (
          <li key={target}>
            <Link
              href={to(target)}
              aria-current={target === page ? "page" : undefined}
              aria-label={`Page ${target}`}
              className={classes(
                "inline-flex size-11 items-center justify-center rounded-control tabular-nums",
                target === page ? "bg-ink text-ground" : "hover:bg-sunken",
              )}
            >
              {target}
            </Link>
          </li>
        ))}
      </ul>
      {page < pages && (
        <Link href={to(page + 1)} rel="next" className={step}>
          Next
        </Link>
      )}
    </nav>
  );
}

/** Returns the first page, the last page, this page and its neighbors. */
const shown = (page: number, pages: number) =>
  [...new Set([1, page - 1, page, page + 1, pages])]
    .filter((target) => target >= 1 && target <= pages)
    .sort((a, b) => a - b);
