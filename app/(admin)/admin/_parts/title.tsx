import type { ReactNode } from "react";

/** Renders the heading of a page, with its search or filter form beside it. */
export function Title({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
      <h1 className="text-3xl">{children}</h1>
      {aside}
    </div>
  );
}

export function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-card border border-line bg-surface p-5">
      <h2 className="mb-3 text-xl">{title}</h2>
      {children}
    </section>
  );
}
