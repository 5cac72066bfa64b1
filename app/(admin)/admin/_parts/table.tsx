import type { ReactNode } from "react";
import { classes } from "#app/_components/ui/classes";

type Column = { label: string; wide?: boolean; right?: boolean; dense?: boolean };

/** Renders a table. Its less important columns (`wide`) are hidden on a phone. */
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
      <thead>
        <tr className="border-b border-edge text-sm text-muted">
          {columns.map(({ label, ...look }) => (
            <th key={label} scope="col" className={cell(look, "font-medium")}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">{children}</tbody>
    </table>
  );
}

export function Cell({
  children,
  className,
  ...look
}: Omit<Column, "label"> & { children: ReactNode; className?: string }) {
  return <td className={cell(look, className)}>{children}</td>;
}

const cell = ({ wide, right, dense }: Omit<Column, "label">, more?: string) =>
  classes(
    "pr-4 last:pr-0",
    dense ? "py-1 align-middle" : "py-3 align-top",
    wide && "hidden md:table-cell",
    right && "text-right tabular-nums",
    more,
  );

export function Empty({ children }: { children: ReactNode }) {
  return <p className="rounded-card border border-line bg-surface p-6 text-muted">{children}</p>;
}
