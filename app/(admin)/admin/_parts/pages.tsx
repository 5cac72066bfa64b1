import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";

type PagesProps = {
  path: string;
  query?: Record<string, string>;
  cursor: string | undefined;
  next: string | null;
};

/** Renders links between the pages of a list. New rows come first and shift the pages, so pages have no numbers. */
export function Pages({ path, query = {}, cursor, next }: PagesProps) {
  if (!cursor && !next) return null;
  const to = (more: Record<string, string>) => `${path}?${new URLSearchParams({ ...query, ...more })}`;
  return (
    <nav aria-label="Pages" className="mt-6 flex flex-wrap gap-3">
      {cursor && (
        <Link href={to({})} className={buttonClasses("quiet")}>
          Back to the first page
        </Link>
      )}
      {next && (
        <Link href={to({ cursor: next })} rel="next" className={buttonClasses("quiet")}>
          Next page
        </Link>
      )}
    </nav>
  );
}
