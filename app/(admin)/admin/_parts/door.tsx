import type { ReactNode } from "react";

/** A page before the back office is open: one column, one thing to do. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="page grid min-h-[80vh] max-w-md content-center gap-6 py-12">
      <h1 className="text-3xl">{title}</h1>
      {children}
    </main>
  );
}
