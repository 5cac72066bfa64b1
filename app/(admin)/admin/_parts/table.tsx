import type { ReactNode } from "react";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { classes } from "#app/_components/ui/classes";

type Column = {
  label: string;
  /** Content of the header instead of its label. */
  head?: ReactNode;
  wide?: boolean;
  right?: boolean;
  /** Link that sorts the table by the column, and the order that it has now. */
  sort?: { href: string; now: "ascending" | "descending" | undefined };
};

type Look = Pick<Column, "wide" | "right">;

/**
 * Renders a table whose header stays in sight. A row of one line is 40 px high. Its less important columns (`wide`) are
 * hidden on a phone.
 */
export function Table({
  caption,
  columns,
  children,
}: {
  caption: string;
  columns: Column[];
  children: ReactNode;
}) {
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">{caption}</caption>
      <thead className="bg-ground md:sticky md:top-0 md:z-1">
        <tr className="border-b border-edge text-sm text-muted">
          {columns.map(({ label, head, sort, ...look }) => (
            <th key={label} scope="col" aria-sort={sort?.now} className={cell(look, "font-medium")}>
              {sort ? (
                <Link
                  href={sort.href}
                  scroll={false}
                  className="underline-offset-4 hover:text-ink hover:underline"
                >
                  {label}
                  <span aria-hidden="true">{sort.now && (sort.now === "ascending" ? " ↑" : " ↓")}</span>
                </Link>
              ) : (
                (head ?? label)
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">{children}</tbody>
    </table>
  );
}

export function Cell({ children, className, ...look }: Look & { children: ReactNode; className?: string }) {
  return <td className={cell(look, className)}>{children}</td>;
}

const cell = ({ wide, right }: Look, more?: string) =>
  classes(
    "h-10 py-1 pr-4 align-middle last:pr-0",
    wide && "hidden md:table-cell",
    right && "text-right tabular-nums",
    more,
  );

type EmptyProps = { children: ReactNode; next?: { href: string; label: string } | undefined };

/** Renders what a list shows when it is empty: why, and a link to the next step. */
export function Empty({ children, next }: EmptyProps) {
  return (
    <div className="grid justify-items-start gap-4 rounded-card border border-line bg-surface p-6 text-muted">
      <p>{children}</p>
      {next && (
        <Link href={next.href} className={buttonClasses("quiet")}>
          {next.label}
        </Link>
      )}
    </div>
  );
}
