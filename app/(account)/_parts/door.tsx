import type { ReactNode } from "react";

/** A page of one narrow column: a form, and where else to go. */
export function Door({ title, intro, children }: { title: string; intro?: ReactNode; children: ReactNode }) {
  return (
    <div className="mx-auto grid max-w-md gap-6">
      <h1 className="text-3xl">{title}</h1>
      {intro && <p>{intro}</p>}
      {children}
    </div>
  );
}

/** Below a form: the other ways. */
export function Ways({ children }: { children: ReactNode }) {
  return <ul className="grid gap-1 border-t border-line pt-4">{children}</ul>;
}

/** The query that takes along where somebody came from. */
export const withFrom = (path: string, from: string) =>
  from === "/account" ? path : `${path}?from=${encodeURIComponent(from)}`;
