import { Link } from "./link";
import { buttonClasses } from "./ui/button";

type PagesProps = { path: string; cursor: string | undefined; next: string | null };

/** From one page of a list to the next. A list grows at its top, so that its pages have no numbers. */
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
