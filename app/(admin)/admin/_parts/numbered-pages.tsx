import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";

type NumberedPagesProps = { page: number; pages: number; to: (page: number) => string };

/** Renders links between the numbered pages of a list, and nothing for a list of one page. */
export function NumberedPages({ page, pages, to }: NumberedPagesProps) {
  if (pages <= 1) return null;
  return (
    <nav aria-label="Pages" className="mt-6 flex flex-wrap items-center gap-3">
      {page > 1 && (
        <Link href={to(page - 1)} rel="prev" className={buttonClasses("quiet")}>
          Previous page
        </Link>
      )}
      {page < pages && (
        <Link href={to(page + 1)} rel="next" className={buttonClasses("quiet")}>
          Next page
        </Link>
      )}
      <p className="text-sm text-muted">
        Page {page} of {pages}
      </p>
    </nav>
  );
}
