import { Link } from "./link";
import { buttonClasses } from "./ui/button";

type PagesProps = { path: string; cursor: string | undefined; next: string | null };

/** Renders links between the pages of a list. New rows come first and shift the pages, so pages have no numbers. */
export function Pages({ path, cursor, next }: PagesProps) {
  if (!cursor && !next) return null;
  return (
    <nav aria-label="Pages" className="mt-6 flex flex-wrap gap-3">
      {cursor && (
        <Link href={path} className={buttonClasses("quiet")}>
          Back to the first page
        </Link>
      )}
      {next && (
        <Link
          href={`${path}?${new URLSearchParams({ cursor: next })}`}
          rel="next"
          className={buttonClasses("quiet")}
        >
          Next page
        </Link>
      )}
    </nav>
  );
}
