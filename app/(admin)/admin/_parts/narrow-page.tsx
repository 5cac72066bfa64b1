import type { ReactNode } from "react";

/** Renders a page of the sign-in to the admin: one narrow column. */
export function NarrowPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="page grid min-h-[80vh] max-w-md content-center gap-6 py-12">
      <h1 className="text-3xl">{title}</h1>
      {children}
    </main>
  );
}
